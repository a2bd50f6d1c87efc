import { type Context, Hono } from "hono"
import { CertificatePage, UnknownCertificatePage } from "../../../web/pages/awards/certificate-page.tsx"
import { CertificateSheet } from "../../../web/pages/awards/certificate-sheet.tsx"
import { PublicAwardsPage } from "../../../web/pages/awards/public-awards-page.tsx"
import { NoNoticePage, PublicNoticePage } from "../../../web/pages/awards/public-notice-page.tsx"
import { MissingProgrammePage } from "../../../web/pages/programmes/public-programme-page.tsx"
import { paths } from "../../../web/paths.ts"
import { languageTag, textOf } from "../../../web/text/text.ts"
import { dayOf } from "../../domain/quarter.ts"
import { awardsCsv, awardsJson } from "../api/awards.ts"
import { archiveFile, archiveHashes } from "../api/public-archive.ts"
import type { AppEnv } from "../app-env.ts"
import { pageNumber } from "../forms/page-number.ts"
import {
  awardRow,
  awardYear,
  certificateView,
  chooseNotice,
  noticeView,
  pressAwards,
  publicBasisFlag,
} from "../public/award-views.ts"
import { htmlAnswer as show } from "../public/html-answer.ts"
import { scaleOf } from "../public/scale.ts"
import type { Answer, PageRequest, Serve } from "../public/serve.ts"

const onPage = 50
/** The day in Asia/Shanghai: pages that say what runs or has expired are made anew each day. */
export const todayOf = (c: Context<AppEnv>) => dayOf(c.var.services.now().getTime())

async function notice(request: PageRequest, slug: string, asked: string | undefined, today: string) {
  const { reader, state, text } = request
  const programme = state.programmes.find((known) => known.slug === slug)
  if (!programme) return show(text, <MissingProgrammePage version={false} />, { status: 404 })
  const course = state.outcomes.courses.find((known) => known.slug === slug)
  const chosen = chooseNotice(course, asked, today)
  const view = course && chosen && noticeView(course, chosen, today)
  if (!view) {
    const status = asked === undefined ? 200 : 404
    return show(text, <NoNoticePage programme={programme} />, { status })
  }
  const scale = await scaleOf(reader, programme.rules.basis.period)
  const basis = publicBasisFlag(programme, state)
  return show(text, <PublicNoticePage programme={programme} scale={scale} basis={basis} {...view} />)
}

function list({ state, text, query }: PageRequest, today: string): Promise<Answer> {
  const { programme = "", year = "" } = query
  const { awards } = state.outcomes
  const found = awards.filter(
    (award) => (programme === "" || award.slug === programme) && (year === "" || awardYear(award) === year),
  )
  const pages = Math.max(1, Math.ceil(found.length / onPage))
  const page = Math.min(pages, pageNumber(query["page"]))
  const titles = new Map(awards.map(({ slug, document }) => [slug, document.programme.title]))
  return show(
    text,
    <PublicAwardsPage
      rows={found.slice((page - 1) * onPage, page * onPage).map((award) => awardRow(award, today))}
      total={awards.length}
      page={page}
      pages={pages}
      filter={{ programme: programme.slice(0, 100), year: year.slice(0, 4) }}
      programmes={[...titles].map(([slug, title]) => ({ slug, title }))}
      years={[...new Set(awards.map(awardYear))].sort().reverse()}
      press={pressAwards(state, text.language)}
    />,
  )
}

function certificate({ state, text }: PageRequest, typed: string, today: string): Promise<Answer> {
  const view = certificateView(state.outcomes, typed, today)
  if (!view) return show(text, <UnknownCertificatePage />, { status: 404 })
  return show(text, <CertificatePage view={view} />)
}

function sheet(c: Context<AppEnv>, { state, text }: PageRequest, today: string): Promise<Answer> {
  const view = certificateView(state.outcomes, c.req.param("number") ?? "", today)
  if (!view) return show(text, <UnknownCertificatePage />, { status: 404 })
  const address = c.var.services.site + paths.certificate(view.document.number)
  const qr = c.var.services.qrCode(address)
  const chinese = textOf("zh", text.city)
  const headers = { "content-language": languageTag("zh") }
  return show(chinese, <CertificateSheet view={view} qr={qr} address={address} />, { headers })
}

async function archive(request: PageRequest, slug: string, asked?: string): Promise<Answer> {
  const { text } = request
  return (
    archiveFile(request, slug, asked) ?? show(text, <MissingProgrammePage version={false} />, { status: 404 })
  )
}

/** What everybody sees from the notice to the certificates: published rows, kept by version and day. */
export function publicAwardPages(serve: Serve<AppEnv>): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get("/programmes/:programme/notice", (c) => {
      const today = todayOf(c)
      return serve(c, [], (request) => notice(request, c.req.param("programme"), undefined, today), today)
    })
    .get("/programmes/:programme/notice/:number", (c) => {
      const today = todayOf(c)
      const { programme, number } = c.req.param()
      return serve(c, [], (request) => notice(request, programme, number, today), today)
    })
    .get("/programmes/:programme/archive.json", (c) =>
      serve(c, [], (request) => archive(request, c.req.param("programme"))),
    )
    .get("/programmes/:programme/archives/:number", (c) =>
      serve(c, [], (request) => archive(request, c.req.param("programme"), c.req.param("number"))),
    )
    .get("/api/v1/programmes/:programme/archive", (c) =>
      serve(c, [], async (request) => archiveHashes(request, c.var.services.cell, c.req.param("programme"))),
    )
    .get("/awards", (c) =>
      serve(c, ["programme", "year", "page"], (request) => list(request, todayOf(c)), todayOf(c)),
    )
    .get("/awards.csv", (c) => serve(c, [], async (request) => awardsCsv(request, todayOf(c)), todayOf(c)))
    .get("/api/v1/awards", (c) =>
      serve(c, [], async (request) => awardsJson(request, todayOf(c)), todayOf(c)),
    )
    .get("/certificates/:number", (c) =>
      serve(c, [], (request) => certificate(request, c.req.param("number"), todayOf(c)), todayOf(c)),
    )
    .get("/certificates/:number/sheet", (c) =>
      serve(c, [], (request) => sheet(c, request, todayOf(c)), `${todayOf(c)} ${c.var.services.site}`),
    )
}
