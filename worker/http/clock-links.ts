import { paths } from "../../web/paths.ts"
import type { DeadlineName } from "../domain/deadline/deadlines.ts"
import type { DeadlineLink } from "../usecases/mail/remind-deadlines.ts"
import { siteOf } from "./middleware/own-origin.ts"

const pages: Record<DeadlineName, (subject: string) => string> = {
  submissions: (quarter) => paths.filing({ quarter }),
  objections: (programme) => paths.selectionPart(programme, "notice"),
  nominations: () => paths.nominations(),
}

/**
 * The whole addresses that letters lead to which no request asked for, the inbox and the pages on which something is done about
 * deadlines: at the cell's first host, and at `port` where that is this machine itself.
 */
export function clockLinks(
  { hosts: [host = "localhost"] }: { hosts: readonly string[] },
  port?: number,
): { site: string; inbox: string; deadlineLink: DeadlineLink } {
  const site = siteOf(`http://${host}${port ? `:${port}` : ""}/`)
  return {
    site,
    inbox: site + paths.inbox(),
    deadlineLink: (name, subject) => site + pages[name](subject),
  }
}

/** The whole address of a form at a site, as use cases name it in letters. */
export const formLinkAt = (site: string) => (slug: string, quarter: string) =>
  site + paths.submission(slug, quarter)
