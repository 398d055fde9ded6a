"""Links between posts: their targets, the posts behind them, and related posts."""
