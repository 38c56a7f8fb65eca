"""The frame around the pages: top bar, navigator, head, tool bar, coach panel, status bar; none knows a tool."""
