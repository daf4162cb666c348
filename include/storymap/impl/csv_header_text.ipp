// storymap/impl/csv_header_text.ipp - the headers of CSV files, English and Russian.
// Room: formats.
#pragma once

#include <storymap/detail/csv_words.hpp>

STORYMAP_BEGIN

namespace detail {

/// Headers by field, the likeliest of a field first.
inline constexpr HeaderWord csv_headers[] = {
    {CsvField::key, "issue key", CsvSystem::jira},
    {CsvField::key, "ключ проблемы", CsvSystem::jira},
    {CsvField::key, "ключ запроса", CsvSystem::jira},
    {CsvField::key, "ключ задачи", CsvSystem::jira},
    {CsvField::key, "key"},
    {CsvField::key, "ключ"},
    {CsvField::id, "issue id", CsvSystem::jira},
    {CsvField::id, "work item id", CsvSystem::azure_devops},
    {CsvField::id, "id"},
    {CsvField::id, "story id"},
    {CsvField::id, "number"},
    {CsvField::id, "no"},
    {CsvField::id, "no."},
    {CsvField::id, "#"},
    {CsvField::id, "ид"},
    {CsvField::id, "идентификатор"},
    {CsvField::id, "номер"},
    {CsvField::id, "№"},
    {CsvField::parent, "parent key"},
    {CsvField::parent, "parent id"},
    {CsvField::parent, "parent"},
    {CsvField::parent, "parent issue"},
    {CsvField::parent, "parent link"},
    {CsvField::parent, "epic link"},
    {CsvField::parent, "epic key"},
    {CsvField::parent, "epic id"},
    {CsvField::parent, "родитель"},
    {CsvField::parent, "ключ родителя"},
    {CsvField::parent, "родительская задача"},
    {CsvField::parent, "родительский запрос"},
    {CsvField::parent, "ссылка на эпик"},
    {CsvField::parent_title, "parent summary"},
    {CsvField::parent_title, "parent title"},
    {CsvField::parent_title, "epic link summary"},
    {CsvField::epic, "epic"},
    {CsvField::epic, "эпик"},
    {CsvField::epic, "epic title"},
    {CsvField::epic, "epic name"},
    {CsvField::epic, "название эпика"},
    {CsvField::activity, "activity"},
    {CsvField::activity, "user activity"},
    {CsvField::activity, "активность"},
    {CsvField::activity, "деятельность"},
    {CsvField::task, "task"},
    {CsvField::task, "user task"},
    {CsvField::task, "step"},
    {CsvField::task, "user step"},
    {CsvField::task, "задача"},
    {CsvField::task, "задача пользователя"},
    {CsvField::task, "шаг"},
    {CsvField::task, "feature"},
    {CsvField::task, "фича"},
    {CsvField::title, "summary"},
    {CsvField::title, "title"},
    {CsvField::title, "тема"},
    {CsvField::title, "заголовок"},
    {CsvField::title, "название"},
    {CsvField::title, "наименование"},
    {CsvField::title, "name"},
    {CsvField::title, "story title"},
    {CsvField::title, "story name"},
    {CsvField::title, "issue summary"},
    {CsvField::title, "work item title", CsvSystem::azure_devops},
    {CsvField::title, "task name"},
    {CsvField::title, "card name"},
    {CsvField::title, "subject"},
    {CsvField::story, "user story"},
    {CsvField::story, "story"},
    {CsvField::story, "пользовательская история"},
    {CsvField::story, "история"},
    {CsvField::story, "requirement"},
    {CsvField::story, "требование"},
    {CsvField::description, "description"},
    {CsvField::description, "описание"},
    {CsvField::description, "details"},
    {CsvField::description, "подробности"},
    {CsvField::description, "body"},
    {CsvField::criteria, "acceptance criteria"},
    {CsvField::criteria, "критерии приемки"},
    {CsvField::criteria, "критерий приемки"},
    {CsvField::criteria, "acceptance criterion"},
    {CsvField::criteria, "критерии"},
    {CsvField::criteria, "criteria"},
    {CsvField::priority, "priority"},
    {CsvField::priority, "приоритет"},
    {CsvField::priority, "moscow"},
    {CsvField::status, "status"},
    {CsvField::status, "статус"},
    {CsvField::status, "state"},
    {CsvField::status, "состояние"},
    {CsvField::status_category, "status category"},
    {CsvField::status_category, "категория статуса"},
    {CsvField::points, "story points"},
    {CsvField::points, "story point estimate"},
    {CsvField::points, "стори поинты"},
    {CsvField::points, "points"},
    {CsvField::points, "sp"},
    {CsvField::points, "estimate"},
    {CsvField::points, "оценка"},
    {CsvField::points, "effort"},
    {CsvField::labels, "labels"},
    {CsvField::labels, "label"},
    {CsvField::labels, "tags"},
    {CsvField::labels, "tag"},
    {CsvField::labels, "метки"},
    {CsvField::labels, "метка"},
    {CsvField::labels, "теги"},
    {CsvField::labels, "тег"},
    {CsvField::release, "fix versions", CsvSystem::jira},
    {CsvField::release, "fix version/s", CsvSystem::jira},
    {CsvField::release, "исправить в версиях", CsvSystem::jira},
    {CsvField::release, "исправить в версии", CsvSystem::jira},
    {CsvField::release, "fix version"},
    {CsvField::release, "release"},
    {CsvField::release, "релиз"},
    {CsvField::release, "target release"},
    {CsvField::release, "milestone"},
    {CsvField::release, "веха"},
    {CsvField::release, "version"},
    {CsvField::release, "версия"},
    {CsvField::sprint, "sprint"},
    {CsvField::sprint, "спринт"},
    {CsvField::sprint, "iteration path", CsvSystem::azure_devops},
    {CsvField::sprint, "iteration"},
    {CsvField::sprint, "итерация"},
    {CsvField::persona, "persona"},
    {CsvField::persona, "personas"},
    {CsvField::persona, "персона"},
    {CsvField::persona, "user role"},
    {CsvField::persona, "role"},
    {CsvField::persona, "роль"},
    {CsvField::persona, "as a"},
    {CsvField::persona, "as an"},
    {CsvField::persona, "как"},
    {CsvField::persona, "us actor"},
    {CsvField::persona, "actor"},
    {CsvField::action, "i want to"},
    {CsvField::action, "i want"},
    {CsvField::action, "want"},
    {CsvField::action, "us action"},
    {CsvField::action, "я хочу"},
    {CsvField::action, "хочу"},
    {CsvField::benefit, "so that"},
    {CsvField::benefit, "so that i can"},
    {CsvField::benefit, "us expected outcome"},
    {CsvField::benefit, "чтобы"},
    {CsvField::benefit, "benefit"},
    {CsvField::type, "issue type", CsvSystem::jira},
    {CsvField::type, "тип задачи", CsvSystem::jira},
    {CsvField::type, "тип запроса", CsvSystem::jira},
    {CsvField::type, "тип проблемы", CsvSystem::jira},
    {CsvField::type, "work item type", CsvSystem::azure_devops},
    {CsvField::type, "type"},
    {CsvField::type, "тип"},
    {CsvField::url, "issue url"},
    {CsvField::url, "url"},
    {CsvField::url, "link"},
    {CsvField::url, "ссылка"},
    {CsvField::project, "project name", CsvSystem::jira},
    {CsvField::project, "название проекта", CsvSystem::jira},
    {CsvField::none, "area path", CsvSystem::azure_devops},
};

struct LinkHeader {
  std::string_view word;
  LinkWord meaning;
};

/// Columns of links that people make themselves.
inline constexpr LinkHeader csv_link_headers[] = {
    {"blocks", {LinkKind::blocks, true}},         {"блокирует", {LinkKind::blocks, true}},
    {"blocked by", {LinkKind::blocks, false}},    {"заблокировано", {LinkKind::blocks, false}},
    {"is blocked by", {LinkKind::blocks, false}}, {"depends on", {LinkKind::blocks, false}},
    {"dependencies", {LinkKind::blocks, false}},  {"зависит от", {LinkKind::blocks, false}},
    {"duplicates", {LinkKind::duplicates, true}}, {"дублирует", {LinkKind::duplicates, true}},
    {"relates to", {LinkKind::relates, true}},    {"related", {LinkKind::relates, true}},
    {"связано с", {LinkKind::relates, true}},
};

/// How Jira begins the header of a column of links, and which way they go.
struct LinkPrefix {
  std::string_view word;
  bool outward;
};
inline constexpr LinkPrefix csv_link_prefixes[] = {
    {"inward issue link (", false},     {"outward issue link (", true},         {"входящая связь задачи (", false},
    {"исходящая связь задачи (", true}, {"входящая ссылка на запрос (", false}, {"исходящая ссылка на запрос (", true},
};

/// Names of link types by their first letters; every other type relates.
struct LinkTypeWord {
  std::string_view begin;
  LinkKind kind;
};
inline constexpr LinkTypeWord csv_link_types[] = {
    {"block", LinkKind::blocks},      {"depend", LinkKind::blocks},       {"блокир", LinkKind::blocks},
    {"завис", LinkKind::blocks},      {"duplicat", LinkKind::duplicates}, {"cloner", LinkKind::duplicates},
    {"дублир", LinkKind::duplicates}, {"дубликат", LinkKind::duplicates}, {"клон", LinkKind::duplicates},
};

inline constexpr std::string_view csv_wrappers[] = {"custom field (", "пользовательское поле (",
                                                    "настраиваемое поле ("};

}  // namespace detail

STORYMAP_END
