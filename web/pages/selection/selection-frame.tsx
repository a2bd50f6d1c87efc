import type { PropsWithChildren } from "hono/jsx"
import { hasReached, type Phase, phases } from "../../../worker/domain/selection/phases.ts"
import { paths, type SelectionPart } from "../../paths.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Stepper } from "../../ui/progress.tsx"
import { useText } from "../../ui/use-text.ts"

/** What every page of the organiser's desk knows of its programme. */
export interface FramedProgramme {
  slug: string
  title: string
  phase: Phase
  stoppedAt: string | null
  stopReason: string | null
}

/** From which phase on a part has something to show. */
const from: Record<SelectionPart, Phase> = {
  rules: "draft",
  nominations: "open",
  judges: "open",
  assignment: "screening",
  results: "review",
  shortlist: "review",
  notice: "shortlist",
  awards: "notice",
  archive: "decided",
}

function Parts({ programme, current }: { programme: FramedProgramme; current: string }) {
  const text = useText()
  const parts = (Object.keys(from) as SelectionPart[]).filter((part) =>
    hasReached(programme.phase, from[part]),
  )
  const links = [
    ["overview", paths.selectionOf(programme.slug)] as const,
    ...parts.map((part) => [part, paths.selectionPart(programme.slug, part)] as const),
  ]
  return (
    <nav class="selection-parts" aria-label={text.selection.sectionsLabel}>
      <ul>
        {links.map(([part, href]) => (
          <li>
            <a href={href} aria-current={part === current ? "page" : undefined}>
              {text.selection.sections[part]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A page of a programme on the organiser's desk: where it stands, its phases, its parts, what happened. */
export function SelectionPage(
  props: PropsWithChildren<{
    actor: SignedIn
    programme: FramedProgramme
    part: SelectionPart | "overview"
    /** Of the page; the part's own name without it. */
    title?: string
    lead?: string
    /** The sentence of what was just done. */
    done?: string
    scripts?: string[]
  }>,
) {
  const text = useText()
  const { actor, programme, part, lead, done, scripts, children } = props
  const { selection } = text
  const title = props.title ?? selection.sections[part]
  const own = part === "overview" && props.title === undefined
  return (
    <Page title={`${title} · ${programme.title}`} current="desk" actor={actor} scripts={scripts}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: selection.title, href: paths.selection() },
          ...(own ? [] : [{ label: programme.title, href: paths.selectionOf(programme.slug) }]),
          { label: own ? programme.title : title },
        ]}
        title={own ? programme.title : title}
      >
        {lead && <p class="lead">{lead}</p>}
        <Stepper
          steps={phases.map((phase) => selection.phases[phase])}
          current={phases.indexOf(programme.phase)}
        />
      </PageHead>
      <Parts programme={programme} current={part} />
      {programme.stoppedAt && (
        <Notice kind="error" title={selection.stopped}>
          {programme.stopReason}
        </Notice>
      )}
      {done && (
        <Notice kind="success" live>
          {done}
        </Notice>
      )}
      {children}
    </Page>
  )
}
