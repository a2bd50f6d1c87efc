import { type Env, Hono } from "hono"
import { OpenDataPage } from "../../../web/pages/public/open-data.tsx"
import { releaseLines, releasesAtom, robotsTxt, sitemapXml } from "../public/feeds.ts"
import { htmlAnswer as show } from "../public/html-answer.ts"
import type { PageRequest, Serve } from "../public/serve.ts"

const openData = ({ state, text, site }: PageRequest) =>
  show(text, <OpenDataPage releases={releaseLines(state)} site={site} />)

/** Open data, and what programs that walk the web look for. */
export function publicDataPages<E extends Env>(serve: Serve<E>): Hono<E> {
  return new Hono<E>()
    .get("/data", (c) => serve(c, [], openData))
    .get("/releases.atom", (c) =>
      serve(c, [], async ({ state, text, site }) => ({
        content: releasesAtom(state, text, site),
        contentType: "application/atom+xml; charset=utf-8",
      })),
    )
    .get("/sitemap.xml", (c) =>
      serve(c, [], async ({ reader, state, site }) => ({
        content: await sitemapXml(reader, state, site),
        contentType: "application/xml; charset=utf-8",
      })),
    )
    .get("/robots.txt", (c) =>
      serve(c, [], async ({ site }) => ({
        content: robotsTxt(site),
        contentType: "text/plain; charset=utf-8",
      })),
    )
}
