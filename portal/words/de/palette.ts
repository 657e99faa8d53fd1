/** The palette, in German. */
import type { PortalWords } from '../en/portal.ts'

export const palette: PortalWords['palette'] = {
  title: 'Suche und Befehle',
  open: 'Suchen',
  placeholder: 'Person suchen oder Befehl eingeben',
  people: 'Personen',
  goTo: 'Gehe zu',
  actions: 'Aktionen',
  invite: 'Benutzer einladen',
  importFile: 'Benutzer aus einer Datei importieren',
  nothing: 'Nichts gefunden',
  searching: 'Wird gesucht …',
}
