import { paths } from "../../paths.ts"
import { Button } from "../../ui/button.tsx"
import { formatTime } from "../../ui/format.ts"
import { useText } from "../../ui/use-text.ts"
import type { FilingView } from "./filing-view.ts"

const shapes = {
  saving: "M15.500 9a6.500 6.500 0 1 1-6.500-6.500",
  saved: "M9 1a8 8 0 1 0 0 16A8 8 0 0 0 9 1M5 9.300l2.800 2.800L13 6.500",
  offline:
    "M4.800 13.500h8.200a3 3 0 0 0 .5-5.900A4.500 4.500 0 0 0 5 6.600a3.500 3.500 0 0 0-.2 6.900ZM2.500 2.500l13 13.500",
  failed: "M9 1.500 17.500 16.500H.5ZM9 6.500v5M9 13v1.800",
  asks: "M9 1a8 8 0 1 0 0 16A8 8 0 0 0 9 1M6.500 6.800a2.500 2.500 0 1 1 3.600 2.300C9.300 9.500 9 9.900 9 10.800M9 12.600v1.600",
}

/** One shape for each state of saving; the sheet shows the one of `data-state`. */
function Shapes() {
  return (
    <>
      {Object.entries(shapes).map(([name, path]) => (
        <svg
          class={`save-state__shape save-state__shape--${name}`}
          width="18"
          height="18"
          viewBox="0 0 18 18"
          aria-hidden="true"
        >
          <path d={path} />
        </svg>
      ))}
    </>
  )
}

/** The state of saving, as the server knows it; the island goes on from there (web/islands/saving). */
function SaveState({ view }: { view: FilingView }) {
  const text = useText()
  const { form } = text.filing
  const { savedAt } = view
  return (
    <div class="save-state" id="save-box" data-state={savedAt ? "saved" : "new"}>
      <Shapes />
      <div class="save-state__words">
        <p id="save-state">{savedAt ? form.savedAt(formatTime(savedAt)) : form.notSaved}</p>
      </div>
      <p class="hidden-text" id="save-told" role="status" />
    </div>
  )
}

/** Under the form, always to be seen: the state of saving, and the buttons that go on from here. */
export function SaveBar({ view }: { view: FilingView }) {
  const text = useText()
  const { form } = text.filing
  if (view.locked) return null
  return (
    <div class="save-bar">
      <SaveState view={view} />
      <div class="button-row">
        <Button dataAction="save">{view.maySubmit ? form.save : form.savePart}</Button>
        {view.maySubmit && (
          <Button look="primary" formaction={paths.submitCheck(view.estate.slug, view.quarter)}>
            {form.check}
          </Button>
        )}
      </div>
    </div>
  )
}
