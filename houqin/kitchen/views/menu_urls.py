menu_urls = []
