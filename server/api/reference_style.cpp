// server/api/reference_style.cpp - the style sheet of the reference page.
#include "server/api/reference_page.hpp"

namespace storymap::server::api {

std::string_view reference_style() noexcept {
  return R"css(:root {
  color-scheme: light dark;
  --ink: #1d2330; --soft: #5a6478; --paper: #fff; --raised: #f5f6f9; --line: #dfe3ea; --link: #1f5fbf;
  --get: #0b6b4f; --post: #1f5fbf; --patch: #8a5a00; --delete: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e9f0; --soft: #9aa5ba; --paper: #14171f; --raised: #1d212c; --line: #313849; --link: #8ab4ff;
    --get: #5fd3ae; --post: #8ab4ff; --patch: #f0b95b; --delete: #ff8a80;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem; max-width: 62rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word;
}
h1 { margin: 0 0 .5rem; font-size: 1.8rem; }
h1 small { color: var(--soft); font-size: 1rem; font-weight: normal; }
h2 { margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 2px solid var(--line); font-size: 1.4rem; }
h2::first-letter, summary::first-letter { text-transform: uppercase; }
h3 { margin: 0 0 .5rem; font-size: 1.05rem; }
h4 { margin: 1rem 0 .3rem; color: var(--soft); font-size: .9rem; }
a { color: var(--link); }
code { font: .9em ui-monospace, monospace; }
nav { padding: .8rem 1rem; border-radius: .5rem; background: var(--raised); columns: 18rem 2; }
nav details { break-inside: avoid; }
nav ul { margin: .2rem 0 .6rem; padding-left: 1.2rem; }
summary { cursor: pointer; }
article { margin: 1rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; scroll-margin-top: 1rem; }
article:target { border-color: var(--link); }
article p { margin: .3rem 0; }
.method { display: inline-block; min-width: 4.2rem; font: 700 .85rem ui-monospace, monospace; }
.GET { color: var(--get); } .POST { color: var(--post); } .PATCH, .PUT { color: var(--patch); } .DELETE { color: var(--delete); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; font-size: .9rem; }
dt { color: var(--soft); }
dd { margin: 0; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .9rem; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; }
th:first-child { width: 34%; } th:nth-child(2) { width: 28%; }
td b { color: var(--delete); font-size: .8rem; font-weight: 600; }
@media (max-width: 40rem) {
  body { padding: 1rem; }
  table, tbody, tr, td { display: block; width: 100%; }
  thead { display: none; }
  tr { padding: .4rem 0; border-bottom: 1px solid var(--line); }
  td { border: 0; padding: 0; }
}
)css";
}

}  // namespace storymap::server::api
