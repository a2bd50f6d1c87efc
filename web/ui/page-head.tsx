import type { Child, PropsWithChildren } from "hono/jsx"
import { Breadcrumb } from "./breadcrumb.tsx"

/** The head of a page: where it stands, its one `h1`, a sentence about it, and what else belongs above everything. */
export function PageHead(
  props: PropsWithChildren<{ steps?: Parameters<typeof Breadcrumb>[0]["steps"]; title: Child; lead?: Child }>,
) {
  const { steps, title, lead, children } = props
  return (
    <header class="page-head">
      {steps && <Breadcrumb steps={steps} />}
      <h1>{title}</h1>
      {lead !== undefined && <p class="lead">{lead}</p>}
      {children}
    </header>
  )
}
