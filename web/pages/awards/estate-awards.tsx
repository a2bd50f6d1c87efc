import { withFixed } from "../../../worker/domain/public-text.ts"
import type { CertificateDocument } from "../../../worker/domain/selection/certificate.ts"
import { paths } from "../../paths.ts"
import { formatDay } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"

/** An award of an estate, on its public page. */
export interface EstateAward {
  document: CertificateDocument
  revokedAt: string | null
  revokeReason: string | null
}

/** What an estate was awarded by programmes run here, revoked ones too; nothing where there is none. */
export function EstateAwards({ awards }: { awards: EstateAward[] }) {
  const text = useText()
  if (awards.length === 0) return null
  const words = text.awards.public.list
  return (
    <section class="section" aria-labelledby="awards">
      <h2 id="awards">{words.onEstate}</h2>
      <ul>
        {awards.map(({ document, revokedAt, revokeReason }) => (
          <li>
            <a href={paths.certificate(document.number)}>
              {words.onEstateLine(document.programme.title, document.category)}
            </a>
            <span class="award-note">
              {words.valid}
              {text.site.colon}
              {words.validOf(formatDay(text, document.validFrom), formatDay(text, document.validTo))}
            </span>
            {revokedAt !== null && (
              <span class="award-note award-state--revoked">
                {words.revoked(
                  formatDay(text, revokedAt),
                  withFixed(revokeReason ?? "", text.awards.public.fixed.revokeReason),
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p class="muted small">{text.selection.disclaimer}</p>
    </section>
  )
}
