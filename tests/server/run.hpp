// tests/server/run.hpp - runs a coroutine of the server to its end.
#pragma once

#include "server/base/task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <cstddef>
#include <future>
#include <memory>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace storymap_test {

/// What the coroutine returns, or throws.
template <class T>
T run(storymap::server::Task<T> task) {
  boost::asio::io_context context(1);
  std::future<T> answer = boost::asio::co_spawn(context, std::move(task), boost::asio::use_future);
  context.run();
  return answer.get();
}

/// Calls `make(k)` for k below `count`, and runs all these coroutines at once, on some threads with a context each.
template <class Make>
void run_at_once(std::size_t count, Make&& make, std::size_t threads = 4) {
  std::vector<std::future<void>> answers;
  std::vector<std::unique_ptr<boost::asio::io_context>> contexts;
  for (std::size_t k = 0; k < threads; ++k) contexts.push_back(std::make_unique<boost::asio::io_context>(1));
  for (std::size_t k = 0; k < count; ++k) {
    answers.push_back(boost::asio::co_spawn(*contexts[k % threads], make(k), boost::asio::use_future));
  }
  std::vector<std::jthread> running;
  for (auto& context : contexts) running.emplace_back([&context] { context->run(); });
  running.clear();
  for (std::future<void>& answer : answers) answer.get();
}

}  // namespace storymap_test
