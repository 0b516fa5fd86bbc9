"""A directory to try the system with.

The institutions of ``datos/instituciones.csv`` are real public bodies whose number and kinds match
the programme's count of August 2023 (785). It is NOT the office's own register, which is not
public, and says nothing about agreements or dealings with any of them. People, posts, notes and
accounts are invented: their second surname is a common word and their mail ends in ``example.org``.
Of the agreements only the totals were published (853 signed since 1999, 731 over, 122 in force, 7
in process): each one is invented, and its name ends in «[demostración]».
"""
