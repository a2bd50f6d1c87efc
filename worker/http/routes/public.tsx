import { type Env, Hono } from "hono"
import { CityPage } from "../../../web/pages/public/city.tsx"
import { ComparePage } from "../../../web/pages/public/compare.tsx"
import { EstatePage } from "../../../web/pages/public/estate.tsx"
import { GroupPage } from "../../../web/pages/public/group.tsx"
import type { GroupKind } from "../../../web/pages/public/group-view.ts"
import { IndicatorPage } from "../../../web/pages/public/indicator.tsx"
import { IndicatorsPage } from "../../../web/pages/public/indicators.tsx"
import { MethodologyPage } from "../../../web/pages/public/methodology.tsx"
import { MissingPage } from "../../../web/pages/public/missing.tsx"
import { PressEstatePage } from "../../../web/pages/public/press-estate.tsx"
import { RankingPage } from "../../../web/pages/public/ranking.tsx"
import { SearchPage } from "../../../web/pages/public/search.tsx"
import { Suggestions } from "../../../web/pages/public/suggestions.tsx"
import { paths } from "../../../web/paths.ts"
import type { Text } from "../../../web/text/text.ts"
import { isolateMemory } from "../../domain/memory.ts"
import { csvAnswer } from "../api/answer.ts"
import { releasesApi } from "../api/releases.ts"
import type { AppEnv } from "../app-env.ts"
import { logError } from "../log-error.ts"
import { searchLimit, suggestionLimit } from "../middleware/search-limit.ts"
import { cityView } from "../public/city.ts"
import { compareView } from "../public/compare.ts"
import { estateView } from "../public/estate.ts"
import { groupView } from "../public/group.ts"
import { htmlAnswer as show } from "../public/html-answer.ts"
import { indicatorCsv, indicatorsView, indicatorView } from "../public/indicator.ts"
import { pressView } from "../public/press.ts"
import { isMissing, type Missing, searchText } from "../public/query.ts"
import { rankingView } from "../public/ranking.ts"
import type { PublicState } from "../public/reader.ts"
import { searchView, suggestionsView } from "../public/search.ts"
import { type Answer, createServe, type PageRequest, type PublicDependencies } from "../public/serve.ts"
import { problemPages } from "./problems.tsx"
import { publicAwardPages } from "./public-awards.tsx"
import { publicBulletinPages } from "./public-bulletins.tsx"
import { publicDataPages } from "./public-data.tsx"
import { publicObjectionPages } from "./public-objections.tsx"
import { publicProgrammePages } from "./public-programmes.tsx"
import { publicReportPages } from "./public-reports.tsx"
import { referencePages } from "./reference.tsx"

const groupQuery = ["quarter", "page"]
const html = "text/html; charset=utf-8"

function showMissing(text: Text, state: PublicState, { missing, asked }: Missing): Promise<Answer> {
  const periods = state.releases.map((release) => release.period)
  return show(text, <MissingPage missing={missing} asked={asked} periods={periods} />, { status: 404 })
}

async function home(request: PageRequest): Promise<Answer> {
  const { state, text, query } = request
  const q = searchText(query.q ?? "")
  if (q !== "") {
    const view = await searchView(request, q)
    if (isMissing(view)) return showMissing(text, state, view)
    return show(text, <SearchPage view={view} />, { keep: false })
  }
  return show(text, <CityPage view={await cityView(request)} />)
}

async function suggestions(request: PageRequest): Promise<Answer> {
  const q = searchText(request.query.q ?? "")
  const view = await suggestionsView(request, q)
  return show(request.text, <Suggestions view={view} />, { keep: false })
}

async function ranking({ reader, state, text, query }: PageRequest): Promise<Answer> {
  const view = await rankingView(reader, state, query)
  if (isMissing(view)) return showMissing(text, state, view)
  return show(text, <RankingPage view={view} />)
}

async function estate({ reader, state, text, query }: PageRequest, slug: string): Promise<Answer> {
  const press = state.press.find((known) => known.slug === slug)
  if (press) return show(text, <PressEstatePage view={await pressView(reader, state, press)} />)
  const view = await estateView(reader, state, slug, query)
  if (isMissing(view)) return showMissing(text, state, view)
  return show(text, <EstatePage view={view} />)
}

async function compare({ reader, state, text, query }: PageRequest): Promise<Answer> {
  const view = await compareView(reader, state, query)
  if (isMissing(view)) return showMissing(text, state, view)
  // One estate is meant: the address names it from then on.
  const [only, ...others] = view.adding?.offers ?? []
  if (only && others.length === 0) {
    const slugs = [...view.cards.map((card) => card.slug), only.slug]
    return {
      content: "",
      contentType: html,
      status: 302,
      location: paths.compare(slugs, { quarter: view.quarter }),
    }
  }
  return show(text, <ComparePage view={view} />, { keep: view.adding === null })
}

async function group(request: PageRequest, kind: GroupKind, asked: string): Promise<Answer> {
  const { state, text } = request
  const view = await groupView(request, kind, asked)
  if (isMissing(view)) return showMissing(text, state, view)
  const periods = state.releases.map(({ period }) => period)
  return show(text, <GroupPage view={view} periods={periods} />)
}

const quartersOf = ({ releases }: PublicState) =>
  releases.filter(({ kind }) => kind === "quarter").map(({ period }) => period)

async function indicators(request: PageRequest): Promise<Answer> {
  const view = await indicatorsView(request)
  if (isMissing(view)) return showMissing(request.text, request.state, view)
  return show(request.text, <IndicatorsPage view={view} />)
}

async function indicator(request: PageRequest, code: string): Promise<Answer> {
  const view = await indicatorView(request, code)
  if (isMissing(view)) return showMissing(request.text, request.state, view)
  return show(request.text, <IndicatorPage view={view} periods={quartersOf(request.state)} />)
}

async function indicatorValues(request: PageRequest, code: string): Promise<Answer> {
  const made = await indicatorCsv(request, code)
  if (isMissing(made)) return showMissing(request.text, request.state, made)
  return csvAnswer(made.content, made.file)
}

/** The edition of a code in the newest release that was scored by it; `current` leads to the newest of all. */
async function methodology({ reader, state, text }: PageRequest, code: string): Promise<Answer> {
  const newest = state.releases.find((release) => release.kind === "quarter") ?? state.releases[0]
  if (!newest) return showMissing(text, state, { missing: "release", asked: "" })
  if (code === "current") {
    const location = paths.methodology(newest.manifest.edition.code)
    return { content: "", contentType: html, status: 302, location }
  }
  const release = state.releases.find(({ manifest }) => manifest.edition.code === code)
  if (!release) return showMissing(text, state, { missing: "edition", asked: code.slice(0, 60) })
  const periods = state.releases
    .filter(({ kind, editionId }) => kind === "quarter" && editionId === release.editionId)
    .map(({ period }) => period)
  const edition = await reader.edition(release.editionId)
  return show(text, <MethodologyPage edition={edition} periods={periods} />)
}

/** The pages that need no sign-in. They read published rows only and are kept finished in the isolate. */
export function publicPages<E extends Env = Env>(deps: PublicDependencies<E>): Hono<E> {
  const serve = createServe(deps)
  return new Hono<E>()
    .get("/", (c) => serve(c, ["q", "in", "page"], home))
    .get("/suggestions", (c) => serve(c, ["q"], suggestions))
    .get("/ranking", (c) => serve(c, ["quarter", "district", "band", "sort", "page"], ranking))
    .get("/estates/:slug", (c) =>
      serve(c, ["quarter", "baseline"], (request) => estate(request, c.req.param("slug"))),
    )
    .get("/compare", (c) => serve(c, ["estates", "quarter", "add"], compare))
    .get("/districts/:code", (c) =>
      serve(c, groupQuery, (request) => group(request, "district", c.req.param("code"))),
    )
    .get("/streets/:code", (c) =>
      serve(c, groupQuery, (request) => group(request, "street", c.req.param("code"))),
    )
    .get("/companies/:name", (c) =>
      serve(c, groupQuery, (request) => group(request, "company", c.req.param("name"))),
    )
    .get("/indicators", (c) => serve(c, ["quarter"], indicators))
    .get("/indicators/:code", (c) =>
      serve(c, groupQuery, (request) => indicator(request, c.req.param("code"))),
    )
    .get("/indicators/:code/values.csv", (c) =>
      serve(c, ["quarter"], (request) => indicatorValues(request, c.req.param("code"))),
    )
    .get("/methodology/:code", (c) => serve(c, [], (request) => methodology(request, c.req.param("code"))))
    .route("/", publicDataPages(serve))
    .route("/", releasesApi(serve))
    .route("/", publicProgrammePages(serve))
    .route("/", problemPages(serve))
    .route("/", referencePages(serve))
}

const ofApplication: PublicDependencies<AppEnv> = {
  reader: (c) => c.get("services").publicReader,
  cell: (c) => c.get("services").cell,
  city: (c) => c.get("services").city,
  site: (c) => c.get("services").site,
  language: (c) => c.get("text").language,
  headOnly: (c) => c.get("headOnly") ?? false,
  failed: logError,
  gzip: (c) => c.get("services").gzip,
  spelling: (c) => c.get("services").spelling,
  memory: isolateMemory,
  sent: (c, page) => c.set("sentPage", page),
}
const serveAwards = createServe(ofApplication)

/** The public pages of the application; they are kept in the isolate's memory. */
export const publicRoutes = new Hono<AppEnv>()
  .use("/", searchLimit("q"))
  .use("/suggestions", suggestionLimit("q"))
  .use("/compare", searchLimit("add"))
  .route("/", publicPages(ofApplication))
  .route(
    "/",
    publicReportPages(serveAwards, (c) => c.var.services),
  )
  .route(
    "/",
    publicBulletinPages(serveAwards, (c) => c.var.services.tables),
  )
  .route("/", publicAwardPages(serveAwards))
  .route("/", publicObjectionPages(serveAwards))
