import { paths } from "../../web/paths.ts"
import type { DeadlineName } from "../domain/deadline/deadlines.ts"
import type { DeadlineLink } from "../usecases/mail/remind-deadlines.ts"
import { siteOf } from "./middleware/own-origin.ts"

interface Hosts {
  hosts: readonly string[]
}

/** Where letters lead to that no request asked for: the cell's first host, at `port` where that is this machine itself. */
const site = ({ hosts: [host = "localhost"] }: Hosts, port?: number) =>
  siteOf(`http://${host}${port ? `:${port}` : ""}/`)

/** The whole address of the inbox. */
export function inboxLink(cell: Hosts, port?: number): string {
  return site(cell, port) + paths.inbox()
}

const pages: Record<DeadlineName, (subject: string) => string> = {
  submissions: (quarter) => paths.filing({ quarter }),
  objections: (programme) => paths.selectionPart(programme, "notice"),
  nominations: () => paths.nominations(),
}

/** The whole addresses of the pages on which something is done about deadlines. */
export function deadlineLink(cell: Hosts, port?: number): DeadlineLink {
  return (name, subject) => site(cell, port) + pages[name](subject)
}
