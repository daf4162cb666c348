// storymap/impl/stopwords.ipp - bodies of stopwords.hpp and the lists themselves.
#pragma once

#include <storymap/stopwords.hpp>
#include <storymap/text.hpp>

#include <iterator>

STORYMAP_BEGIN

namespace detail {

// scikit-learn, sklearn/feature_extraction/_stop_words.py (BSD-3-Clause), who took it from the Glasgow Information
// Retrieval Group. Word for word, with its known faults: scores are compared with scikit-learn's.
inline constexpr std::string_view english_words =
    "a about above across after afterwards again against all almost alone along already also although always am "
    "among amongst amoungst amount an and another any anyhow anyone anything anyway anywhere are around as at back "
    "be became because become becomes becoming been before beforehand behind being below beside besides between "
    "beyond bill both bottom but by call can cannot cant co con could couldnt cry de describe detail do done down "
    "due during each eg eight either eleven else elsewhere empty enough etc even ever every everyone everything "
    "everywhere except few fifteen fifty fill find fire first five for former formerly forty found four from front "
    "full further get give go had has hasnt have he hence her here hereafter hereby herein hereupon hers herself "
    "him himself his how however hundred i ie if in inc indeed interest into is it its itself keep last latter "
    "latterly least less ltd made many may me meanwhile might mill mine more moreover most mostly move much must my "
    "myself name namely neither never nevertheless next nine no nobody none noone nor not nothing now nowhere of "
    "off often on once one only onto or other others otherwise our ours ourselves out over own part per perhaps "
    "please put rather re same see seem seemed seeming seems serious several she should show side since sincere six "
    "sixty so some somehow someone something sometime sometimes somewhere still such system take ten than that the "
    "their them themselves then thence there thereafter thereby therefore therein thereupon these they thick thin "
    "third this those though three through throughout thru thus to together too top toward towards twelve twenty "
    "two un under until up upon us very via was we well were what whatever when whence whenever where whereafter "
    "whereas whereby wherein whereupon wherever whether which while whither who whoever whole whom whose why will "
    "with within without would yet you your yours yourself yourselves";

// The Russian list of the Snowball project (BSD-3-Clause) as PostgreSQL distributes it, without eight words that are no
// function words; taken from the Python package Whoosh (BSD-2-Clause), whoosh/lang/stopwords.py.
inline constexpr std::string_view snowball_words =
    "а без более больше будет будто бы был была были было быть в вам вас вдруг ведь во вот впрочем все всегда всего "
    "всех всю вы где да даже два для до другой его ее ей ему если есть еще ж же за зачем здесь и из или им иногда "
    "их к как какая какой когда конечно кто куда ли лучше между меня мне много может можно мой моя мы на над надо "
    "наконец нас не него нее ней нельзя нет ни нибудь никогда ним них ничего но ну о об один он она они опять от "
    "перед по под после потом потому почти при про раз разве с сам свою себе себя сейчас со совсем так такой там "
    "тебя тем теперь то тогда того тоже только том тот три тут ты у уж уже хорошо хоть чего чем через что чтоб "
    "чтобы чуть эти этого этой этом этот эту я";

// Snowball replaces every ё by е.
inline constexpr std::string_view snowball_words_with_yo = "всё её ещё неё";

// The list of profile `compat` is Snowball's without a few conjunctions and particles, with one pronoun spelled
// differently, and with the words every story consists of.
inline constexpr std::string_view not_in_compat = "вдруг даже ее если или ли ну";
inline constexpr std::string_view only_in_compat = "её должен должна могу пользователь система хочу";

}  // namespace detail

STORYMAP_DECL void StopWords::sort() {
  std::sort(words_.begin(), words_.end());
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
}

STORYMAP_DECL StopWords StopWords::parse(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::vector<std::string_view> words;
  while (!text.empty()) {
    std::string_view const line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    bool comment = false;
    for_each_field(line, [&](std::string_view word) {
      comment = comment || word.starts_with('#');
      if (!comment) words.push_back(word);
    });
  }
  return StopWords(words);
}

namespace stop_words {

STORYMAP_DECL StopWords none() { return {}; }

STORYMAP_DECL StopWords english() { return StopWords::parse(detail::english_words); }

STORYMAP_DECL StopWords russian() {
  StopWords const snowball = StopWords::parse(detail::snowball_words);
  StopWords const with_yo = StopWords::parse(detail::snowball_words_with_yo);
  std::vector<std::string> words;
  std::ranges::set_union(snowball, with_yo, std::back_inserter(words));
  return StopWords(words);
}

STORYMAP_DECL StopWords compat() {
  StopWords const dropped = StopWords::parse(detail::not_in_compat);
  std::vector<std::string_view> words;
  for_each_field(detail::only_in_compat, [&](std::string_view word) { words.push_back(word); });
  for_each_field(detail::snowball_words, [&](std::string_view word) {
    if (!dropped.contains(word)) words.push_back(word);
  });
  return StopWords(words);
}

}  // namespace stop_words

STORYMAP_DECL Result<StopWords> find_stop_words(std::string_view name) {
  if (name == "none") return stop_words::none();
  if (name == "en") return stop_words::english();
  if (name == "ru") return stop_words::russian();
  if (name == "compat") return stop_words::compat();
  return failure(Errc::invalid_argument,
                 "no stop word list is called '" + std::string(name) + "'; expected none, en, ru or compat");
}

STORYMAP_END
