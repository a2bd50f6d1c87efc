import type { Text } from "../../text/text.ts"
import { useText } from "../../ui/use-text.ts"
import type { EvidencePiece } from "./evidence-view.ts"

type Shown = Pick<
  EvidencePiece,
  "id" | "name" | "note" | "side" | "pair" | "type" | "bytes" | "width" | "height" | "href"
>

/** What a file shows, in words: which place, before or after, and what its sender says. */
export function pieceTitle({ evidence, site }: Text, { note, name, side, pair }: Shown): string {
  const place = side === null ? "" : evidence.sideOfPair(pair, evidence.sides[side])
  return [place, note || (side === null ? name : "")].filter(Boolean).join(site.colon) || evidence.document
}

/** What a file is and how large. */
export function pieceFacts({ evidence }: Text, { type, bytes, width, height }: Shown): string {
  const kind = { "image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WebP", "application/pdf": "PDF" }[
    type
  ]
  const sides = width !== null && height !== null ? [evidence.picture(width, height)] : []
  return [kind, evidence.size(bytes), ...sides].join(" · ")
}

/** A file: a picture as it is, a document as a link. */
export function EvidenceThing({ piece }: { piece: Shown }) {
  const text = useText()
  const title = pieceTitle(text, piece)
  if (piece.type === "application/pdf")
    return (
      <p>
        <a href={piece.href}>{title}</a>
      </p>
    )
  return (
    <figure class="evidence-picture">
      <a href={piece.href}>
        <img
          src={piece.href}
          alt={title}
          width={piece.width ?? undefined}
          height={piece.height ?? undefined}
          loading="lazy"
        />
      </a>
      <figcaption>{title}</figcaption>
    </figure>
  )
}

/** The files of one indicator in a line, small, with a link to their page. */
export function EvidenceLine({ pieces, href }: { pieces: readonly Shown[]; href: string }) {
  const text = useText()
  return (
    <ul class="evidence-line">
      {pieces.map((piece) => (
        <li>
          <a class="evidence-small" href={`${href}#e-${piece.id}`}>
            {piece.type === "application/pdf" ? (
              <span class="evidence-small__sign">PDF</span>
            ) : (
              <img src={piece.href} alt="" loading="lazy" />
            )}
            <span>{pieceTitle(text, piece)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
