import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import type { ReceiptPayload } from "../../../worker/domain/submission/receipt.ts"
import { paths } from "../../paths.ts"
import { nameLang } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { formatDay, formatPeriod, formatTime } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { ReceiptFacts } from "./receipt-facts.tsx"

/** A receipt as its holder reads it. */
export interface ReceiptView {
  estate: { slug: string; name: string }
  quarter: string
  company: string
  /** Who sent it; null when the person has gone. */
  person: string | null
  edition: Edition
  payload: ReceiptPayload
  /** Keyed hash of the payload. */
  seal: string
  values: { key: string; value: string }[]
  /** The filings of this estate's quarter that have a receipt. */
  filings: readonly number[]
}

function Sent({ receipt }: { receipt: ReceiptView }) {
  const text = useText()
  const words = text.receipts
  const specs = editionKeys(receipt.edition)
  const said: Record<string, string> = { yes: words.yes, no: words.no, NA: words.notApplicable }
  return (
    <DataTable
      caption={words.sent(receipt.values.length)}
      columns={[
        { key: "item", title: words.item, cell: ({ key }) => specs.get(key)?.title[text.language] ?? key },
        { key: "value", title: words.value, number: true, cell: ({ value }) => said[value] ?? value },
        { key: "key", title: words.key, cell: ({ key }) => <code>{key}</code> },
      ]}
      rows={receipt.values}
    />
  )
}

/** `/filing/:quarter/:slug/receipt`: what was sent and when, to be printed or kept as a file. */
export function ReceiptPage({ actor, receipt }: { actor: SignedIn; receipt: ReceiptView }) {
  const text = useText()
  const words = text.receipts
  const { estate, quarter, payload, filings } = receipt
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: text.filing.title, href: paths.filing({ quarter }) },
          { label: estate.name, href: paths.submission(estate.slug, quarter) },
          { label: words.title },
        ]}
        title={words.title}
        lead={
          <>
            <span lang={nameLang(text)}>{estate.name}</span> · {formatPeriod(text, quarter)} ·{" "}
            <span lang={nameLang(text)}>{receipt.company}</span>
          </>
        }
      />
      <section class="card stack">
        <ReceiptFacts
          payload={payload}
          rows={[
            [words.person, receipt.person ?? words.gone],
            [words.due, formatDay(text, payload.dueDay)],
          ]}
          seal={receipt.seal}
        />
        <p>{words.keep}</p>
        <div class="button-row">
          <LinkButton href={paths.receipt(estate.slug, quarter, ".json", payload.filing)}>
            {words.download}
          </LinkButton>
          <a href={paths.verifyReceipt()}>{words.check}</a>
        </div>
        {filings.length > 1 && (
          <nav aria-label={words.others}>
            <ul class="plain-list">
              {filings.map((filing) => (
                <li>
                  <a
                    href={paths.receipt(estate.slug, quarter, "", filing)}
                    aria-current={filing === payload.filing ? "page" : undefined}
                  >
                    {words.filing(filing)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </section>
      <section class="section">
        <Sent receipt={receipt} />
      </section>
      <p class="muted">{words.printed(formatTime(payload.sentAt))}</p>
    </Page>
  )
}
