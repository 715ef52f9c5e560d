package matrix

import (
	"slices"
	"sort"
	"strings"

	"verbatim/align/detail"
)

// currencies lets a large number without a noun be the sum of money that the
// other texts have: its sign was lost with the other marks.
func (j *joiner) currencies() {
	of := map[string]string{} // amount -> amount with its unit, "" for several
	for _, ms := range j.by {
		for _, m := range ms {
			if amount, _, ok := strings.Cut(m.Value, " "); m.Kind == detail.Money && ok {
				if old, ok := of[amount]; ok && old != m.Value {
					of[amount] = ""
				} else {
					of[amount] = m.Value
				}
			}
		}
	}
	for _, ms := range j.by {
		for _, m := range ms {
			if v := of[m.Value]; m.Kind == detail.Number && m.Head == "" && len(m.Value) >= 4 && v != "" {
				m.Kind, m.Value = detail.Money, v
			}
		}
	}
}

// counts groups numbers and what has no value by itself: 140 boats and 140 people are two details, 400
// residents and 400 inhabitants of the same sentence are one. A number whose
// noun is not said joins the one that its words are about.
func (j *joiner) counts(all []*carrier) [][]*carrier {
	type node struct {
		text  int
		head  string
		ms    []*carrier
		ctx   map[string]bool
		group int
	}
	byValue := map[string][]*carrier{}
	for _, m := range all {
		v := m.Kind + "|" + m.Value
		byValue[v] = append(byValue[v], m)
	}
	values := make([]string, 0, len(byValue))
	for v := range byValue {
		values = append(values, v)
	}
	slices.Sort(values)
	var out [][]*carrier
	for _, v := range values {
		var nodes []*node
		at := map[[2]string]*node{}
		for _, m := range byValue[v] {
			k := [2]string{j.texts[m.text].Doc.ID, m.Head}
			n := at[k]
			if n == nil {
				n = &node{text: m.text, head: m.Head, ctx: map[string]bool{}, group: len(nodes)}
				at[k] = n
				nodes = append(nodes, n)
			}
			n.ms = append(n.ms, m)
			if len(n.ms) <= 3 {
				for s := range j.context(m, 9) {
					n.ctx[s] = true
				}
			}
		}
		v = v[strings.IndexByte(v, '|')+1:]
		vague := nodes[0].ms[0].Open || v[0] > '9'
		// A number without a noun is the one that the same text counts once.
		only := map[int]*node{}
		for _, n := range nodes {
			if _, ok := only[n.text]; n.head == "" {
				continue
			} else if ok {
				only[n.text] = nil
			} else {
				only[n.text] = n
			}
		}
		for _, n := range nodes {
			if o := only[n.text]; n.head == "" && !vague && len(v) > 1 && o != nil {
				n.head = o.head
			}
		}
		// groups of one head first, then groups whose words agree
		group := map[int][]*node{}
		first := map[string]int{}
		for _, n := range nodes {
			if n.head != "" {
				if g, ok := first[n.head]; ok {
					n.group = g
				} else {
					first[n.head] = n.group
				}
			}
			group[n.group] = append(group[n.group], n)
		}
		order := make([]int, 0, len(group))
		for g := range group {
			order = append(order, g)
		}
		slices.Sort(order)
		if len(order) <= 200 {
			for x := 0; x < len(order); x++ {
				for y := x + 1; y < len(order); y++ {
					a, b := group[order[x]], group[order[y]]
					if len(a) == 0 || len(b) == 0 {
						continue
					}
					need, meet, share := 2, false, 0
					if len(v) == 1 {
						need = 3
					}
					if vague {
						need = 4
					} else if len(v) >= 4 {
						need = 1
					}
					for _, p := range a {
						for _, q := range b {
							if p.text == q.text {
								meet = true
							}
							n := 0
							for s := range p.ctx {
								if q.ctx[s] {
									n++
								}
							}
							share = max(share, n)
						}
					}
					if !meet && share >= need {
						group[order[x]] = append(a, b...)
						group[order[y]] = nil
					}
				}
			}
		}
		for _, g := range order {
			var ms []*carrier
			for _, n := range group[g] {
				ms = append(ms, n.ms...)
			}
			if len(ms) > 0 {
				sort.SliceStable(ms, func(a, b int) bool {
					if ms[a].text != ms[b].text {
						return ms[a].text < ms[b].text
					}
					return ms[a].Span.Start < ms[b].Span.Start
				})
				out = append(out, ms)
			}
		}
	}
	return out
}
