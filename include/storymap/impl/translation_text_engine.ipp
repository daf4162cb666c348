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
    {"expected at least one term", "ожидается хотя бы одно слово"},
    {"expected one weight for each term", "ожидается один вес на каждое слово"},
    {"a weight is not finite", "вес не является конечным числом"},
    {"the term '{0}' is listed twice", "слово «{0}» указано дважды"},
    {"expected n-grams from 1 to 1 or from 1 to 2", "ожидаются n-граммы от 1 до 1 или от 1 до 2"},
    {"no text has the id {0}", "нет текста с id {0}"},
    {"the text is larger than {0} bytes", "текст больше {0} байт"},
    {"there are more than {0} texts", "текстов больше {0}"},
    {"this is no saved index", "это не сохранённый индекс"},
    {"the index has version {0}, expected version {1}", "версия индекса {0}, ожидается версия {1}"},
    {"the index is damaged: it ends too early", "индекс повреждён: он обрывается"},
    {"the index is damaged: its header has another checksum",
     "индекс повреждён: контрольная сумма заголовка не сходится"},
    {"the index is damaged: its length is not what its header says",
     "индекс повреждён: длина не та, что указана в заголовке"},
    {"the index is damaged: a section has another checksum", "индекс повреждён: контрольная сумма раздела не сходится"},
    {"the index is damaged: it has no such options", "индекс повреждён: таких настроек не бывает"},
    {"the index is damaged: its words do not add up", "индекс повреждён: слова не сходятся"},
    {"the index is damaged: its texts do not add up", "индекс повреждён: тексты не сходятся"},
    {"no stop word list is called '{0}'; expected none, en, ru or compat",
     "нет списка стоп-слов «{0}»; есть none, en, ru и compat"},
};

}  // namespace detail::messages

STORYMAP_END
