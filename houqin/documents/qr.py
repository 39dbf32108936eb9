"""QR codes as one SVG path: crisp at any size, in HTML and in print."""


def modules(link: str) -> tuple[int, str]:
    """The side in modules, and the path of the dark ones. Error level M: a smudged label still reads."""
    import segno  # slow import: most pages draw no code

    code = segno.make_qr(link, error="m")
    runs = []
    for y, row in enumerate(code.matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                runs.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
            x += 1
    return len(code.matrix), "".join(runs)


def svg(link: str) -> str:
    """A whole SVG file, with one module of white around it."""
    side, path = modules(link)
    box = f"-1 -1 {side + 2} {side + 2}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{path}"/></svg>'
