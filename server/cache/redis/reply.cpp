// server/cache/redis/reply.cpp - bodies of reply.hpp.
#include "server/cache/redis/reply.hpp"

#include <hiredis/hiredis.h>

#include <new>
#include <stdexcept>

namespace storymap::server::cache {
namespace {

[[nodiscard]] Reply to_reply(redisReply const& from) {
  Reply reply;
  switch (from.type) {
    case REDIS_REPLY_STATUS: reply.kind = Reply::Kind::status; break;
    case REDIS_REPLY_ERROR: reply.kind = Reply::Kind::error; break;
    case REDIS_REPLY_STRING: reply.kind = Reply::Kind::text; break;
    case REDIS_REPLY_INTEGER:
      reply.kind = Reply::Kind::integer;
      reply.integer = from.integer;
      return reply;
    case REDIS_REPLY_ARRAY:
      reply.kind = Reply::Kind::list;
      reply.items.reserve(from.elements);
      // Lists within lists end at the depth that hiredis reads.
      for (std::size_t k = 0; k < from.elements; ++k) reply.items.push_back(to_reply(*from.element[k]));
      return reply;
    default: return reply;
  }
  reply.text.assign(from.str, static_cast<std::size_t>(from.len));
  return reply;
}

}  // namespace

struct ReplyReader::Parser {
  Parser() : reader(redisReaderCreate()) {
    if (reader == nullptr) throw std::bad_alloc();
  }
  Parser(Parser const&) = delete;
  Parser& operator=(Parser const&) = delete;
  ~Parser() { redisReaderFree(reader); }

  redisReader* reader;
};

ReplyReader::ReplyReader() : parser_(std::make_unique<Parser>()) {}
ReplyReader::~ReplyReader() = default;

void ReplyReader::feed(std::string_view bytes) {
  if (redisReaderFeed(parser_->reader, bytes.data(), bytes.size()) != REDIS_OK) throw std::bad_alloc();
}

std::optional<Reply> ReplyReader::next() {
  void* found = nullptr;
  if (redisReaderGetReply(parser_->reader, &found) != REDIS_OK) {
    throw std::runtime_error(std::string("this is no Redis: ") + parser_->reader->errstr);
  }
  if (found == nullptr) return std::nullopt;
  std::unique_ptr<void, decltype(&freeReplyObject)> const owner(found, freeReplyObject);
  return to_reply(*static_cast<redisReply*>(found));
}

std::string command_of(std::vector<std::string> const& words) {
  std::vector<char const*> texts;
  std::vector<std::size_t> sizes;
  for (std::string const& word : words) {
    texts.push_back(word.data());
    sizes.push_back(word.size());
  }
  char* formatted = nullptr;
  int const size = redisFormatCommandArgv(&formatted, static_cast<int>(words.size()), texts.data(), sizes.data());
  if (size < 0) throw std::bad_alloc();
  std::unique_ptr<char, decltype(&redisFreeCommand)> const owner(formatted, redisFreeCommand);
  return {formatted, static_cast<std::size_t>(size)};
}

}  // namespace storymap::server::cache
