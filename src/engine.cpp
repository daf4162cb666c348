// src/engine.cpp - the bodies of the room, compiled once.
// Room: engine.
#include <storymap/impl/bm25.ipp>
#include <storymap/impl/counted_corpus.ipp>
#include <storymap/impl/document_terms.ipp>
#include <storymap/impl/likeness.ipp>
#include <storymap/impl/live_core.ipp>
#include <storymap/impl/live_index.ipp>
#include <storymap/impl/live_index_file.ipp>
#include <storymap/impl/live_options.ipp>
#include <storymap/impl/live_search.ipp>
#include <storymap/impl/posting_scan.ipp>
#include <storymap/impl/row_signature.ipp>
#include <storymap/impl/set_signature.ipp>
#include <storymap/impl/similarity.ipp>
#include <storymap/impl/similarity_components.ipp>
#include <storymap/impl/similarity_graph.ipp>
#include <storymap/impl/similarity_pairs.ipp>
#include <storymap/impl/vectorizer.ipp>
