// tests/core/test_edit_fields.cpp - edits of fields, links and labels, and plans for removals.
#include <gtest/gtest.h>
#include <storymap/edit.hpp>

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "support/edit_checks.hpp"
#include "support/sample_map.hpp"
