import type { KeyState } from "../../../worker/domain/api-key.ts"
import type { Scope } from "../../../worker/domain/key-scope.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatTime } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { useText } from "../../ui/use-text.ts"

/** A key as pages show it. */
export interface KeyView {
  id: string
  name: string
  prefix: string
  scopes: readonly Scope[]
  madeBy: string
  createdAt: string
  expiresAt: string
  lastUsedAt: string | null
  state: KeyState
  replacedBy: string | null
}

/** The visible part of a key. */
export function KeyPrefix({ prefix }: { prefix: string }) {
  return <code>{`shige_${prefix}_…`}</code>
}

function KeyTable({ keys }: { keys: readonly KeyView[] }) {
  const text = useText()
  const words = text.programs.keys
  return (
    <DataTable
      caption={words.title}
      captionHidden
      cards
      rows={[...keys]}
      columns={[
        { key: "name", title: words.name, cell: (row) => <a href={paths.key(row.id)}>{row.name}</a> },
        { key: "prefix", title: words.prefix, cell: (row) => <KeyPrefix prefix={row.prefix} /> },
        {
          key: "scopes",
          title: words.scopes,
          cell: (row) => row.scopes.map((scope) => text.programs.scopes[scope]).join(text.site.listComma),
        },
        { key: "expires", title: words.expires, cell: (row) => formatDay(text, row.expiresAt) },
        {
          key: "used",
          title: words.lastUsed,
          cell: (row) => (row.lastUsedAt ? formatTime(row.lastUsedAt) : words.never),
        },
        { key: "by", title: words.madeBy, cell: (row) => row.madeBy },
        {
          key: "state",
          title: words.state,
          cell: (row) => (
            <span class={row.state === "active" ? "state state--strong" : "state"}>
              {words.states[row.state]}
            </span>
          ),
        },
      ]}
    />
  )
}

/** The API keys of an organisation. */
export function KeysPage(props: { actor: SignedIn; keys: readonly KeyView[]; page: number; pages: number }) {
  const text = useText()
  const { actor, keys, page, pages } = props
  const words = text.programs.keys
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <PageHead
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, { label: words.title }]}
        title={words.title}
        lead={words.lead}
      >
        <div class="button-row">
          <LinkButton href={paths.newKey()} look="primary">
            {words.create}
          </LinkButton>
          <LinkButton href={paths.reference()}>{words.docs}</LinkButton>
        </div>
      </PageHead>
      {keys.length === 0 ? (
        <EmptyState title={words.none} explanation={words.noneText} />
      ) : (
        <KeyTable keys={keys} />
      )}
      <Pager page={page} pages={pages} href={(to) => paths.keys({ page: to })} />
    </Page>
  )
}
