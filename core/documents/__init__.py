"""Papers for people outside: PDF typeset from data, Word from templates the office may replace."""
