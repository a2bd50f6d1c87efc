import { type Context, type Env, Hono } from "hono"
import { MissingPage } from "../../../web/pages/public/missing.tsx"
import { DistrictReport } from "../../../web/pages/report/district-report.tsx"
import { EstateReport } from "../../../web/pages/report/estate-report.tsx"
import { PressReport } from "../../../web/pages/report/press-report.tsx"
import type { ReportAddress } from "../../../web/pages/report/report-view.ts"
import { paths } from "../../../web/paths.ts"
import { groupView } from "../public/group.ts"
import { htmlAnswer as show } from "../public/html-answer.ts"
import { isMissing, type Missing } from "../public/query.ts"
import { estateReportView } from "../public/report.ts"
import type { Answer, PageRequest, Serve } from "../public/serve.ts"

function showMissing({ text, state }: PageRequest, { missing, asked }: Missing): Promise<Answer> {
  const periods = state.releases.map(({ period }) => period)
  return show(text, <MissingPage missing={missing} asked={asked} periods={periods} />, { status: 404 })
}

/** What leads from paper back to the site. */
interface Printed {
  /** Origin of the site. */
  site: string
  qrCode(address: string): ReportAddress["qr"]
}

function addressOf({ site, qrCode }: Printed, path: string): ReportAddress {
  const address = site + path
  return { address, path, qr: qrCode(address) }
}

async function estate(printed: Printed, request: PageRequest, slug: string): Promise<Answer> {
  const press = request.state.press.find((known) => known.slug === slug)
  if (press)
    return show(request.text, <PressReport estate={press} address={addressOf(printed, paths.estate(slug))} />)
  const view = await estateReportView(request, slug)
  if (isMissing(view)) return showMissing(request, view)
  const address = addressOf(printed, paths.estate(slug, { quarter: view.release.period }))
  return show(request.text, <EstateReport view={view} address={address} />)
}

async function district(printed: Printed, request: PageRequest, code: string): Promise<Answer> {
  const view = await groupView(request, "district", code)
  if (isMissing(view)) return showMissing(request, view)
  const address = addressOf(printed, paths.group("district", code, { quarter: view.release.period }))
  return show(request.text, <DistrictReport view={view} address={address} />)
}

/** One-page reports to print, of released figures; the code on them leads to the site's own address. */
export function publicReportPages<E extends Env>(
  serve: Serve<E>,
  printedBy: (c: Context<E>) => Printed,
): Hono<E> {
  return new Hono<E>()
    .get("/estates/:slug/report", (c) => {
      const printed = printedBy(c)
      return serve(c, ["quarter"], (request) => estate(printed, request, c.req.param("slug")), printed.site)
    })
    .get("/districts/:code/report", (c) => {
      const printed = printedBy(c)
      return serve(c, ["quarter"], (request) => district(printed, request, c.req.param("code")), printed.site)
    })
}
