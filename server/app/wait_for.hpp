// server/app/wait_for.hpp - runs a coroutine to its end on this thread.
// Room: app.
#pragma once

#include "server/base/task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <future>
#include <utility>

namespace storymap::server::app {

/// What the coroutine returns or throws. For the time before and after serving.
template <class T>
T wait_for(Task<T> task) {
  boost::asio::io_context context(1);
  std::future<T> answer = boost::asio::co_spawn(context, std::move(task), boost::asio::use_future);
  context.run();
  return answer.get();
}

}  // namespace storymap::server::app
