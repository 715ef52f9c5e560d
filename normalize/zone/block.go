package zone

func (a *article) blocks() {}
