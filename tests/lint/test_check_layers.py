#!/usr/bin/env python3
"""check_layers must find what it is there for: each bad line below is one offence, the good tree has none."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parents[2] / "cmake/check_layers.py"
GOOD = {
    "src/CMakeLists.txt": "storymap_room(base HEADERS ids SOURCES base.cpp)\n"
    "storymap_room(model\n  HEADERS model nlohmann  # the adapter\n  SEES base)\n",
    "include/storymap/ids.hpp": "// storymap/ids.hpp - ids.\n// Room: base.\n#include <string>\n",
    "include/storymap/impl/ids.ipp": "// storymap/impl/ids.ipp - bodies.\n#include <storymap/ids.hpp>\n",
    "include/storymap/detail/hash.hpp": "// storymap/detail/hash.hpp - hash.\n// Room: base.\n#include <immintrin.h>\n",
    "include/storymap/model.hpp": "// storymap/model.hpp - map.\n// Room: model.\n#include <storymap/detail/hash.hpp>\n",
    "include/storymap/nlohmann.hpp": "// storymap/nlohmann.hpp - n.\n// Room: model.\n#include <nlohmann/json.hpp>\n",
    "src/base.cpp": "// src/base.cpp - bodies.\n#include <storymap/impl/ids.ipp>\n",
    "src/cli/main.cpp": '// src/cli/main.cpp - main.\n#include "args.hpp"\n#include <unistd.h>\n#include <storymap/model.hpp>\n',
    "src/cli/args.hpp": "// src/cli/args.hpp - args.\n#include <sys/ioctl.h>\n",
}


def check(changes):
    """Runs the lint over the good tree with some files changed; returns its exit code and output."""
    with tempfile.TemporaryDirectory() as root:
        for name, text in {**GOOD, **changes}.items():
            path = Path(root, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        run = subprocess.run([sys.executable, CHECK, root], stdout=subprocess.PIPE, text=True, check=False)
        return run.returncode, run.stdout


class CheckLayers(unittest.TestCase):
    def refuses(self, name, line, message):
        code, output = check({name: GOOD.get(name, f"// {name} - new.\n") + line + "\n"})
        self.assertEqual(code, 1, output)
        self.assertIn(name, output)
        self.assertIn(message, output)
        self.assertIn("1 offences", output)

    def test_accepts_the_good_tree(self):
        self.assertEqual(check({}), (0, f"{len(GOOD) - 1} files checked, 0 offences\n"))

    def test_refuses_a_look_to_the_right(self):
        self.refuses("include/storymap/ids.hpp", "#include <storymap/model.hpp>", "base does not see room model")
        self.refuses("include/storymap/impl/ids.ipp", "#include <storymap/model.hpp>", "base does not see room model")
        self.refuses("include/storymap/detail/hash.hpp", "#  include <storymap/model.hpp>", "base does not see")
        self.refuses("src/base.cpp", "#include <storymap/model.hpp>", "base does not see room model")

    def test_refuses_third_party_headers_outside_their_adapter(self):
        self.refuses("include/storymap/model.hpp", "#include <nlohmann/json_fwd.hpp>", "allowed only in")
        self.refuses("include/storymap/nlohmann.hpp", "#include <simdjson.h>", "allowed only in")
        self.refuses("include/storymap/model.hpp", "#include <Eigen/Core>", "allowed only in")
        self.refuses("include/storymap/model.hpp", "#include <boost/json.hpp>", "not of the standard library")
        self.refuses("src/cli/main.cpp", "#include <nlohmann/json.hpp>", "allowed only in")

    def test_refuses_system_headers_in_the_library(self):
        self.refuses("include/storymap/ids.hpp", "#include <unistd.h>", "not of the standard library")

    def test_refuses_headers_by_relative_path(self):
        self.refuses("include/storymap/model.hpp", '#include "ids.hpp"', "included as <storymap/...>")

    def test_refuses_files_in_no_room(self):
        self.refuses("include/storymap/lost.hpp", "", "in no room")
        self.refuses("include/storymap/detail/lost.hpp", "", "in no room")

    def test_refuses_headers_that_do_not_say_their_room(self):
        code, output = check({"include/storymap/ids.hpp": "// storymap/ids.hpp - ids.\n// Room: model.\n"})
        self.assertEqual(code, 1)
        self.assertIn("does not say '// Room: base.'", output)

    def test_refuses_a_table_that_looks_to_the_right(self):
        table = GOOD["src/CMakeLists.txt"].replace("SOURCES base.cpp", "SEES model")
        code, output = check({"src/CMakeLists.txt": table})
        self.assertEqual(code, 1)
        self.assertIn("room base sees model, which is not to its left", output)

    def test_refuses_a_table_with_missing_headers(self):
        table = GOOD["src/CMakeLists.txt"].replace("HEADERS ids", "HEADERS ids gone")
        code, output = check({"src/CMakeLists.txt": table})
        self.assertEqual(code, 1)
        self.assertIn("lists gone", output)


if __name__ == "__main__":
    unittest.main()
