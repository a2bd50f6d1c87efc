import type { AuditEntry } from "../../../worker/domain/audit/entry.ts"
import { joinSaves, type ReadEntry } from "../../../worker/domain/audit/joined-saves.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { formatTime } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import {
  actionWords,
  actorWords,
  type ChangeWords,
  changeWords,
  entityWords,
  noteWords,
  objectWords,
} from "./event-words.ts"

function Who({ entry }: { entry: AuditEntry }) {
  const text = useText()
  const words = actorWords(text, entry)
  const { organisation } = entry.actor
  return (
    <>
      {words}
      {organisation && organisation.name !== words && <span class="audit__aside">{organisation.name}</span>}
    </>
  )
}

/** When it was; of several saves the last one, and since when. */
function When({ entry }: { entry: ReadEntry }) {
  const text = useText()
  return (
    <>
      {formatTime(entry.at)}
      {entry.saves > 1 && (
        <span class="audit__aside">
          {text.audit.change.saves(entry.saves, formatTime(entry.from).slice(11))}
        </span>
      )}
    </>
  )
}

function ObjectCell({ entry, href }: { entry: AuditEntry; href: string | null }) {
  const text = useText()
  const words = objectWords(text, entry)
  return (
    <>
      {words === "" ? null : href ? <a href={href}>{words}</a> : words}
      <span class="audit__aside">{entityWords(text, entry.object.kind)}</span>
    </>
  )
}

/** Before and after; only what is there where the object is new, or gone. */
function Change({ entry, change }: { entry: AuditEntry; change: ChangeWords }) {
  const text = useText()
  const words = text.audit.change
  const side = (value: string | null) => value ?? <span class="muted">{words.nothing}</span>
  return (
    <div>
      <dt>{change.field}</dt>
      <dd>
        {entry.before && side(change.before)}
        {entry.before && entry.after && (
          <>
            <span aria-hidden="true"> → </span>
            <span class="hidden-text"> {words.to} </span>
          </>
        )}
        {entry.after && side(change.after)}
      </dd>
    </div>
  )
}

function Pairs({ title, pairs }: { title: string; pairs: readonly (readonly [string, string])[] }) {
  if (pairs.length === 0) return null
  return (
    <>
      <p class="audit__title">{title}</p>
      <dl class="audit__pairs">
        {pairs.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Changes({ entry }: { entry: AuditEntry }) {
  const text = useText()
  const words = text.audit.change
  const changes = changeWords(text, entry)
  const ids = [
    [words.event, entry.id],
    [words.object, entry.object.id],
    ...(entry.requestId ? [[words.request, entry.requestId] as const] : []),
  ] as const
  return (
    <details class="audit__details">
      <summary>{changes.length > 0 ? words.count(changes.length) : words.none}</summary>
      {changes.length > 0 && (
        <dl class="audit__pairs">
          {changes.map((change) => (
            <Change entry={entry} change={change} />
          ))}
        </dl>
      )}
      <Pairs title={words.more} pairs={noteWords(text, entry)} />
      <Pairs title={words.ids} pairs={ids} />
    </details>
  )
}

/** Events, newest first; on a phone a list of cards. */
export function AuditList(props: { entries: AuditEntry[]; hrefOf: (entry: AuditEntry) => string | null }) {
  const text = useText()
  const { entries, hrefOf } = props
  const { columns, title } = text.audit
  return (
    <DataTable
      caption={title}
      captionHidden
      cards
      rows={joinSaves(entries)}
      rowHeader="what"
      columns={[
        {
          key: "when",
          title: columns.when,
          className: "is-top nowrap",
          cell: (entry) => <When entry={entry} />,
        },
        {
          key: "what",
          title: columns.what,
          className: "is-top",
          cell: (entry) => actionWords(text, entry.action),
        },
        {
          key: "who",
          title: columns.who,
          className: "is-top",
          cell: (entry) => <Who entry={entry} />,
        },
        {
          key: "object",
          title: columns.object,
          className: "is-top",
          cell: (entry) => <ObjectCell entry={entry} href={hrefOf(entry)} />,
        },
        {
          key: "changes",
          title: columns.changes,
          className: "is-top audit__cell",
          cell: (entry) => <Changes entry={entry} />,
        },
      ]}
    />
  )
}
