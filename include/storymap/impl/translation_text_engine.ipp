// storymap/impl/translation_text_engine.ipp - the analysis in Russian.
// Room: report. Depends on rules.hpp.
#pragma once

#include <storymap/rules.hpp>

STORYMAP_BEGIN

namespace detail::messages {

/// Messages of the engine, the stop words and the analysis.
inline constexpr LocalText engine[] = {
    {"expected 0 <= b <= 1", "ожидается 0 <= b <= 1"},
    {"expected k1 >= 0", "ожидается k1 >= 0"},
    {"Eigen holds at most 2^31 - 1 entries, rows and columns",
     "Eigen вмещает не более 2^31 - 1 элементов, строк и столбцов"},
    {"expected 0 < similar <= duplicate <= 1", "ожидается 0 < similar <= duplicate <= 1"},
    {"there is no profile '{0}'", "нет профиля «{0}»"},
    {"no term is left: the documents hold only stop words or nothing",
     "сравнивать нечего: в текстах только стоп-слова или ничего"},
    {"max_df allows fewer documents than min_df", "max_df допускает меньше документов, чем min_df"},
    {"no term is left after pruning: try a lower min_df or a higher max_df",
     "после отсева не осталось слов: уменьшите min_df или увеличьте max_df"},
    {"expected 1 <= min <= max", "ожидается 1 <= min <= max"},
    {"expected a share from 0 to 1 or a count from 1 on", "ожидается доля от 0 до 1 или количество от 1"},
    {"expected at least 1", "ожидается не меньше 1"},
    {"the term '{0}' is listed twice", "слово «{0}» указано дважды"},
    {"no stop word list is called '{0}'; expected none, en, ru or compat",
     "нет списка стоп-слов «{0}»; есть none, en, ru и compat"},
};

}  // namespace detail::messages

STORYMAP_END
