// bindings/python/src/pair_stream.cpp - _core.PairStream: an iterator of chunks of pairs.
#include "pair_stream.hpp"

#include "arrays.hpp"
#include "parts.hpp"

#include <chrono>
#include <memory>

namespace storymap::python {
namespace {

/// The stream as Python holds it. Whoever waits for the searching thread lets others have the GIL.
class PairIterator {
 public:
  PairIterator(SimilarityIndex const& index, double at_least, std::size_t chunk_size, unsigned threads,
               py::object progress)
      : stream_(std::make_unique<PairStream>(index, at_least, chunk_size, threads)), progress_(std::move(progress)) {}
  PairIterator(PairIterator const&) = delete;
  PairIterator& operator=(PairIterator const&) = delete;
  ~PairIterator() { close(); }

  [[nodiscard]] py::array next() {
    while (stream_) {
      PairStream::Next found;
      {
        py::gil_scoped_release const released;
        found = stream_->wait_for(interval);
      }
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      auto const [done, total] = stream_->progress();
      if (!progress_.is_none() && total > 0) progress_(done, total);
      if (found.chunk) return to_array(std::move(*found.chunk));
      if (found.is_end) break;
    }
    throw py::stop_iteration();
  }

  void close() {
    py::gil_scoped_release const released;
    stream_.reset();
  }

 private:
  static constexpr std::chrono::milliseconds interval{30};

  std::unique_ptr<PairStream> stream_;
  py::object progress_;
};

}  // namespace

void bind_pair_stream(py::module_& module) {
  py::class_<PairIterator>(module, "PairStream",
                           "Chunks of pairs, in an order that does not depend on the number of threads.")
      .def(py::init<SimilarityIndex const&, double, std::size_t, unsigned, py::object>(), py::arg("index"),
           py::arg("at_least"), py::arg("chunk_size"), py::arg("threads") = 0, py::arg("progress") = py::none(),
           py::keep_alive<1, 2>())
      .def("__iter__", [](py::object self) { return self; })
      .def("__next__", &PairIterator::next)
      .def("close", &PairIterator::close);
}

}  // namespace storymap::python
