package pipeline

import "sync/atomic"

// Progress counts what is done, for somebody who waits. It is safe for use by
// several goroutines; a nil Progress counts nothing.
type Progress struct{ read, stories, compared atomic.Int64 }

// Done gives the articles read and the stories compared, of how many.
func (p *Progress) Done() (read, compared, stories int) {
	return int(p.read.Load()), int(p.compared.Load()), int(p.stories.Load())
}

// AddRead counts an article.
func (p *Progress) AddRead() {
	if p != nil {
		p.read.Add(1)
	}
}

func (p *Progress) setStories(n int) {
	if p != nil {
		p.stories.Store(int64(n))
	}
}

func (p *Progress) addCompared() {
	if p != nil {
		p.compared.Add(1)
	}
}
