// server/base/task.hpp - the coroutine that everything which waits is made of.
// Room: base.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace storymap::server {

/// Work that may wait without holding a thread. It runs when it is awaited, on the executor of who awaits it.
///
/// g++ 12 destroys a temporary inside a `co_await` expression twice when it is a capturing lambda or an aggregate: name
/// it first, then move it in.
template <class T = void>
using Task = boost::asio::awaitable<T>;

}  // namespace storymap::server
