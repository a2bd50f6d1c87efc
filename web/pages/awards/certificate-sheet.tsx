import { raw } from "hono/html"
import { paths } from "../../paths.ts"
import { asset } from "../../ui/asset.ts"
import { describe } from "../../ui/description.ts"
import { formatDay, formatPeriod } from "../../ui/format.ts"
import { QrImage } from "../../ui/qr-image.tsx"
import { useText } from "../../ui/use-text.ts"
import { type CertificateView, describeCertificate } from "./certificate-page.tsx"

export interface CertificateSheetProps {
  view: CertificateView
  qr: { side: number; path: string }
  /** The address that the code leads to. */
  address: string
}

/** More words than this are set smaller, so that they stay on one page. */
const usualLength = 70
/** A reason why no approval is needed may be long; in full it stands on the verification page. */
const approvalLength = 60

const shortened = (words: string) =>
  words.length > approvalLength ? `${words.slice(0, approvalLength)}……` : words

function Small({ view, qr, address }: CertificateSheetProps) {
  const text = useText()
  const words = text.awards.public.certificate
  const { document } = view
  const { programme, basis } = document
  const lines: [string, string][] = [
    [words.number, document.number],
    [
      words.valid_,
      text.awards.public.list.validOf(formatDay(text, document.validFrom), formatDay(text, document.validTo)),
    ],
    [words.approval, shortened(programme.approval)],
    [words.basis, words.basisText(formatPeriod(text, basis.period))],
  ]
  return (
    <div class="sheet__foot">
      <div class="sheet__code">
        <QrImage code={qr} label={words.sheetQr} />
        <p>{words.sheetNote}</p>
      </div>
      <div class="sheet__small">
        <dl>
          {lines.map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p>{address}</p>
        <p>{words.notOfficial}</p>
        <p>{text.selection.disclaimer}</p>
      </div>
    </div>
  )
}

/** `/certificates/:number/sheet`: one A4 page to print, with a code that leads to the verification. */
export function CertificateSheet(props: CertificateSheetProps) {
  const text = useText()
  const { view } = props
  const words = text.awards.public.certificate
  const { document, state } = view
  const { estate, programme, category } = document
  const [addressed, body] = words
    .sheetBody(estate.company, estate.name, programme.title, category)
    .split("\n")
    .reduce<[string, string]>(([first, last], line) => (last === "" ? [first, line] : [last, line]), ["", ""])
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <title>{`${words.sheetTitle} ${document.number}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="description" content={describe(describeCertificate(text, view))} />
          <link rel="icon" href={asset("favicon.svg")} type="image/svg+xml" />
          <link rel="stylesheet" href={asset("site.css")} />
        </head>
        <body class="sheet-body">
          <header class="sheet-bar">
            <a href={paths.certificate(document.number)}>{words.back}</a>
          </header>
          <main class={addressed.length + body.length > usualLength ? "sheet sheet--long" : "sheet"}>
            {state !== "valid" && (
              <p class="sheet__void">{state === "revoked" ? words.sheetRevoked : words.sheetExpired}</p>
            )}
            <div class="sheet__frame">
              {document.demonstration && <p class="sheet__demo">{text.awards.demonstration}</p>}
              <h1 class="sheet__title">{words.sheetTitle}</h1>
              {addressed !== "" && <p class="sheet__addressed">{addressed}</p>}
              <p class="sheet__text">{body}</p>
              <p class="sheet__sign">
                {programme.organiser}
                <br />
                {formatDay(text, document.awardedOn)}
              </p>
              <Small {...props} />
            </div>
          </main>
        </body>
      </html>
    </>
  )
}
