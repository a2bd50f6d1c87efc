import { useText } from "../../ui/use-text.ts"

const keys = ["J K", "N", "A", "E", "Q", "S", "V", "]", "?"] as const

/** The keys of the desk, and how to turn them off; shown by the island, since without it there are none. */
export function KeysHelp({ next }: { next: string | null }) {
  const text = useText()
  const { help } = text.verification
  return (
    <>
      <details class="keys-help" id="keys" data-next={next ?? undefined} data-last={help.last} hidden>
        <summary>{help.title}</summary>
        <label class="choice">
          <input type="checkbox" id="keys-off" />
          <span>{help.off}</span>
        </label>
        <dl>
          {keys.map((key) => (
            <div>
              <dt>
                {key.split(" ").map((one) => (
                  <kbd>{one}</kbd>
                ))}
              </dt>
              <dd>{help.keys[key]}</dd>
            </div>
          ))}
        </dl>
      </details>
      <p class="hidden-text" role="status" id="keys-status" />
    </>
  )
}
