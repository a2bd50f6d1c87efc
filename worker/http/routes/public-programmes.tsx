import { type Env, Hono } from "hono"
import { PublicListPage } from "../../../web/pages/programmes/public-list-page.tsx"
import {
  MissingProgrammePage,
  PublicProgrammePage,
  PublicRulesPage,
} from "../../../web/pages/programmes/public-programme-page.tsx"
import type { Text } from "../../../web/text/text.ts"
import { pageNumber } from "../forms/page-number.ts"
import { htmlAnswer as show } from "../public/html-answer.ts"
import type { Answer, PageRequest, Serve } from "../public/serve.ts"

const onPage = 20

const missing = (text: Text, version = false): Promise<Answer> =>
  show(text, <MissingProgrammePage version={version} />, { status: 404 })

async function list({ state, text, query }: PageRequest): Promise<Answer> {
  const pages = Math.max(1, Math.ceil(state.programmes.length / onPage))
  const page = Math.min(pages, pageNumber(query["page"]))
  const rows = state.programmes.slice((page - 1) * onPage, page * onPage)
  return show(text, <PublicListPage rows={rows} page={page} pages={pages} />)
}

async function one({ state, text }: PageRequest, slug: string): Promise<Answer> {
  const programme = state.programmes.find((known) => known.slug === slug)
  if (!programme) return missing(text)
  const { districts } = state.places
  return show(text, <PublicProgrammePage programme={programme} districts={districts} />)
}

async function rules({ reader, state, text }: PageRequest, slug: string, asked: string): Promise<Answer> {
  const programme = state.programmes.find((known) => known.slug === slug)
  const version = programme?.versions.find((known) => String(known.version) === asked)
  if (!programme) return missing(text)
  const versionRules = version && (await reader.programmeRules(slug, version.version))
  if (!version || !versionRules) return missing(text, true)
  const { districts } = state.places
  const page = { text, programme, version, versionRules, districts }
  return show(text, <PublicRulesPage {...page} />)
}

/** The public pages of programmes (评选): those that have opened, never a draft. */
export function publicProgrammePages<E extends Env>(serve: Serve<E>): Hono<E> {
  return new Hono<E>()
    .get("/programmes", (c) => serve(c, ["page"], list))
    .get("/programmes/:programme", (c) => serve(c, [], (request) => one(request, c.req.param("programme"))))
    .get("/programmes/:programme/rules/:version", (c) =>
      serve(c, [], (request) => rules(request, c.req.param("programme"), c.req.param("version"))),
    )
}
