"""What comes in through the screens: records, and the data of office acts."""
