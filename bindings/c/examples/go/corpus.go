package storymap

/*
#include <storymap.h>
*/
import "C"

import "sync"

// A Corpus is an ordered list of texts. Their numbers, from 0, are the rows of everything that is computed from them.
type Corpus struct {
	handle  *handle[*C.storymap_corpus]
	lock    sync.Mutex // held while the corpus grows
	readers int        // calls that read it
}

// NewCorpus returns a corpus with some texts.
func NewCorpus(texts ...string) (*Corpus, error) {
	var pointer *C.storymap_corpus
	failure := newFailure()
	if err := check(C.storymap_corpus_new(&pointer, &failure), &failure); err != nil {
		return nil, err
	}
	corpus := &Corpus{handle: newHandle(pointer, func(p *C.storymap_corpus) { C.storymap_corpus_free(p) })}
	if err := corpus.Add(texts...); err != nil {
		corpus.Close()
		return nil, err
	}
	return corpus, nil
}

// Close frees the corpus. It always returns nil.
func (c *Corpus) Close() error {
	if c != nil {
		c.handle.close()
	}
	return nil
}

// Add appends texts, all or none. Errors: [InvalidEncoding] when one is not UTF-8, [InUse] while another call reads
// the corpus.
func (c *Corpus) Add(texts ...string) error {
	if c == nil {
		return ErrClosed
	}
	pointer, err := c.handle.use()
	if err != nil {
		return err
	}
	defer c.handle.done()
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.readers > 0 {
		return &Error{Code: InUse, Message: "another call is reading the corpus", Path: "corpus"}
	}
	bytes, offsets := joined(texts)
	data, _ := bytesOf(bytes)
	failure := newFailure()
	return check(C.storymap_corpus_add_all(pointer, data, &offsets[0], C.size_t(len(texts)), &failure), &failure)
}

// Len returns the number of texts, 0 when the corpus is closed.
func (c *Corpus) Len() int {
	pointer, done, err := c.reading()
	if err != nil {
		return 0
	}
	defer done()
	return int(C.storymap_corpus_size(pointer))
}

// reading returns the corpus while it does not grow, until the function that it returns as well is called. It is no
// lock: what a long call calls back may try to add a text, and gets an error.
func (c *Corpus) reading() (*C.storymap_corpus, func(), error) {
	if c == nil {
		return nil, nil, ErrClosed
	}
	pointer, err := c.handle.use()
	if err != nil {
		return nil, nil, err
	}
	c.count(1)
	return pointer, func() {
		c.count(-1)
		c.handle.done()
	}, nil
}

func (c *Corpus) count(readers int) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.readers += readers
}
