import { raw } from "hono/html"
import type { Child, PropsWithChildren } from "hono/jsx"
import type { PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import { languageTag, nameLang } from "../../text/text.ts"
import { asset } from "../../ui/asset.ts"
import { describe } from "../../ui/description.ts"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { QrImage } from "../../ui/qr-image.tsx"
import { useText } from "../../ui/use-text.ts"
import type { ReportAddress } from "./report-view.ts"

type SheetProps = PropsWithChildren<{
  kind: "estate" | "district"
  name: string
  /** Under the name: where it stands. */
  place: string
  /** What it reports of; null where nothing is released. */
  release: PublishedRelease | null
  edition: Edition | null
  address: ReportAddress
  description: string
  demonstration?: boolean
  /** Many indicators are set smaller, so that they stay on the page. */
  dense?: boolean
}>

function Foot({ release, edition, address }: Pick<SheetProps, "release" | "edition" | "address">) {
  const text = useText()
  const words = text.publicPages.report
  return (
    <footer class="report__foot">
      <p>
        {[
          text.site.disclaimer,
          ...(release && edition
            ? [
                words.method(edition.title[text.language], edition.version, release.manifest.engine),
                words.source(
                  formatPeriod(text, release.period),
                  release.number,
                  formatDay(text, release.publishedAt),
                ),
              ]
            : []),
        ].join(text.publicPages.sentenceEnd)}
      </p>
      {release && <p class="report__hash">{words.hash(release.manifestHash)}</p>}
      <p class="report__last">
        <span>{address.address}</span>
        <span>{words.page(1, 1)}</span>
      </p>
    </footer>
  )
}

/** A part of a report under its heading; `note` says how it is read. */
export function Part({ title, note, children }: PropsWithChildren<{ title: string; note?: Child }>) {
  return (
    <section class="report__part">
      <h2>
        {title} {note && <small>{note}</small>}
      </h2>
      {children}
    </section>
  )
}

/** One A4 page: what it is about, a code that leads to the public page, its parts, and what it rests on. */
export function Sheet(props: SheetProps) {
  const text = useText()
  const words = text.publicPages.report
  const { name, release, address, place, children } = props
  const title = release ? words.title(name, formatPeriod(text, release.period)) : name
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang={languageTag(text.language)}>
        <head>
          <meta charset="utf-8" />
          <title>{`${title} · ${text.site.nameIn(text.city)}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="description" content={describe(props.description)} />
          <link rel="icon" href={asset("favicon.svg")} type="image/svg+xml" />
          <link rel="stylesheet" href={asset("site.css")} />
          <script type="module" src={asset("print.js")} />
        </head>
        <body class="report-body">
          <p class="report-bar">
            <a href={address.path}>{words.back}</a>
            <button class="button" type="button" data-print hidden>
              {words.print}
            </button>
            <span>{words.printHint}</span>
          </p>
          <main class={props.dense ? "report report--dense" : "report"}>
            <header class="report__head">
              <div>
                <p class="report__kind">
                  {words.kinds[props.kind]}
                  {props.demonstration && <b>{words.demonstration}</b>}
                </p>
                <h1 lang={nameLang(text)}>{name}</h1>
                <p>
                  <span lang={nameLang(text)}>{place}</span>
                  {release && <b>{formatPeriod(text, release.period)}</b>}
                </p>
              </div>
              <QrImage code={address.qr} label={words.qr} />
            </header>
            {children}
            <Foot {...props} />
          </main>
        </body>
      </html>
    </>
  )
}
