"""What notebooks show of reports and answers: plain semantic HTML, readable without any style."""

__all__: list[str] = []
