#!/usr/bin/env python3
"""Every sentence with which the server refuses something is in its catalogue, server/base/messages_text.cpp.

    check_server_messages.py [root of the repository]
"""

import re
import sys
from pathlib import Path

from sources import ROOT, report, sources

# A Message is written as {"sentence"} or {"sentence", {arguments}}: a braced list that begins with words.
MESSAGE = re.compile(r'\{\s*"((?:[^"\\]|\\.)*\s(?:[^"\\]|\\.)*)"\s*(?=[,}]|"(?:[^"\\]|\\.)*"\s*[,}])')
ROW = re.compile(r'\{\s*"((?:[^"\\]|\\.)*)"\s*,')
# Refusals to whoever starts the server, tables of options and documents, which are not said to callers.
NOT_SAID = re.compile(r"server/(cli|app|store)/.*|server/base/(config\w*|messages_text|password_words_text|log|metrics)\.\w+"
                      r"|server/api/(openapi|reference_\w+)\.cpp|server/base/crypto/.*|server/net/.*")


def main():
    root = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    known = set(ROW.findall((root / "server/base/messages_text.cpp").read_text()))
    files = [path for path in sources(root, ("server",)) if not NOT_SAID.fullmatch(path.relative_to(root).as_posix())]
    offences = []
    for path in files:
        text = re.sub(r"//.*", "", path.read_text())
        for message in MESSAGE.finditer(text):
            if message[1] not in known and not message[1].startswith(" "):
                line = text.count("\n", 0, message.start()) + 1
                offences.append(f"{path.relative_to(root)}:{line}: not in the catalogue: {message[1]}")
    return report(offences, len(files))


if __name__ == "__main__":
    sys.exit(main())
