// Saves a return while it is being filled in. Without this script the buttons of the page do the same.
// What cannot be sent stays in this browser, and is put back when the page is opened again.
const PAUSE = 900

export function autosave (form) {
  const key = `typed:${location.pathname}`
  const unsaved = document.querySelector('[data-unsaved]')
  const boxes = [...form.querySelectorAll('input:not([type=hidden])')]
  let timer, sending, again

  const versions = [...form.querySelectorAll('[data-version]')]
  if (restored(read(key), boxes)) plan(0)

  form.addEventListener('input', () => {
    keep(false)
    plan(PAUSE)
  })
  form.addEventListener('submit', () => { clearTimeout(timer); remove(key) })
  window.addEventListener('online', () => plan(0))

  function keep (saved) {
    write(key, { saved, typed: Object.fromEntries([...boxes, ...versions].map((box) => [box.name, box.value])) })
  }

  function plan (after) {
    clearTimeout(timer)
    timer = setTimeout(send, after)
  }

  async function send () {
    if (sending) { again = true; return }
    sending = true
    again = false
    const typed = JSON.stringify(boxes.map((box) => box.value))
    try {
      const answer = await fetch(location.href, {
        method: 'POST',
        body: new FormData(form),
        headers: { Accept: 'application/json' },
        redirect: 'error',
      })
      if (!answer.ok) throw new Error(answer.statusText)
      const told = await answer.json()
      show(told)
      unsaved.hidden = true
      // Kept even so: a page that was on its way before the save came in would show the boxes empty.
      const settled = typed === JSON.stringify(boxes.map((box) => box.value))
      keep(settled && !Object.values(told.rows).some((one) => one.theirs))
    } catch {
      unsaved.hidden = false
    } finally {
      sending = false
      if (again) plan(PAUSE)
    }
  }

  function show (told) {
    document.querySelector('[data-summary]').textContent = told.summary
    document.querySelector('[data-saved]').textContent = `Saved at ${told.saved}.`
    for (const row of form.querySelectorAll('[data-row]')) {
      const one = told.rows[row.dataset.row]
      if (!one) continue
      const version = row.querySelector('[data-version]')
      if (version) version.value = one.version
      row.querySelector('[data-mark]').innerHTML = one.mark
      row.querySelector('[data-asks]').textContent = one.theirs || one.asks
      row.querySelector('[data-needs-words]').hidden = !one.needs_words
      const out = row.querySelector('[data-worked-out]')
      if (out) out.textContent = one.worked_out
    }
  }
}

// Puts back what was typed and is not on the page. A draft that the page already holds, or a newer one, stays; what was
// never saved carries the version that was seen then, so that somebody else's figure is not written over unseen.
function restored (kept, boxes) {
  let any = false
  for (const box of boxes) {
    const typed = kept.typed?.[box.name]
    if (typed === undefined || typed === box.value) continue
    const version = box.closest('[data-row]').querySelector('[data-version]')
    const seen = kept.typed[version.name]
    if (kept.saved && Number(version.value) >= Number(seen)) continue
    box.value = typed
    version.value = seen
    any = true
  }
  return any
}

function read (key) {
  try { return JSON.parse(localStorage.getItem(key)) || {} } catch { return {} }
}

function write (key, typed) {
  try { localStorage.setItem(key, JSON.stringify(typed)) } catch { /* a full or forbidden store: the page still saves */ }
}

function remove (key) {
  try { localStorage.removeItem(key) } catch { /* as above */ }
}
