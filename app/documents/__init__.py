"""Building blocks of Word, Excel, mail and calendar files, without any knowledge of sales."""
