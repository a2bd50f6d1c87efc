import { paths } from "../../web/paths.ts"
import type { DeadlineName } from "../domain/deadline/deadlines.ts"
import type { NewsName } from "../domain/deadline/news.ts"
import type { ClockPages } from "../usecases/mail/remind-deadlines.ts"
import { siteOf } from "./middleware/own-origin.ts"

const filing = (quarter: string) => paths.filing({ quarter })

const preliminary = (release: string) => paths.preliminary(release.split("/")[0] ?? "")

const pages: Record<DeadlineName | NewsName, (subject: string) => string> = {
  handed: () => paths.filing(),
  opened: filing,
  parts: filing,
  released: (release) => paths.ranking({ quarter: release.split("/")[0] ?? "" }),
  submissions: filing,
  preliminary,
  window: preliminary,
  final: (release) => paths.quarter(release.split("/")[0] ?? ""),
  waits: () => paths.verification(),
  closing: (quarter) => paths.quarter(quarter),
  release: (closed) => paths.quarter(closed.split("/")[0] ?? ""),
  corrections: () => paths.correctionRequests({ state: "asked" }),
  objections: (programme) => paths.selectionPart(programme, "notice"),
  nominations: () => paths.nominations(),
}

/** The path of the page of a deadline or of news. */
export const pageOf = (name: DeadlineName | NewsName, subject: string): string => pages[name](subject)

/**
 * The whole addresses that letters lead to which no request asked for, the inbox and the pages on which something is done about
 * deadlines: at the cell's first host, and at `port` where that is this machine itself.
 */
export function clockLinks(
  { hosts: [host = "localhost"] }: { hosts: readonly string[] },
  port?: number,
): { site: string; inbox: string; pages: ClockPages } {
  const site = siteOf(`http://${host}${port ? `:${port}` : ""}/`)
  return {
    site,
    inbox: site + paths.inbox(),
    pages: {
      page: (name, subject) => site + pages[name](subject),
      estate: (slug, quarter) => site + paths.estate(slug, { quarter }),
    },
  }
}

/** The whole addresses at a site that use cases name in letters: of a form, a request for correction, a quarter's list of filings, a quarter's page. */
export const linksAt = (site: string) => ({
  formLink: (slug: string, quarter: string) => site + paths.submission(slug, quarter),
  filingLink: (quarter: string) => site + paths.filing({ quarter }),
  deputiesLink: () => site + paths.deputies(),
  requestLink: (id: string) => site + paths.correctionRequest(id),
  quarterLink: (quarter: string) => site + paths.quarter(quarter),
})
