"""What a page weighs for a phone that has nothing of us yet."""

#: The first page of a working day, everything on it.
LIMIT_BYTES = 100_000


def weigh(context, address: str) -> int:
    """Bytes over the wire, heads included, of a page and all it loads: an empty cache, the cookies of this context."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    arrived = []
    wire.on("Network.loadingFinished", lambda event: arrived.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    wire.send("Network.clearBrowserCache")
    page.goto(address, wait_until="networkidle")
    page.close()
    return int(sum(arrived))
