/** The palette: whatever one can go to or do, at the keyboard. */
export const palette = {
  title: 'Search and commands',
  open: 'Search',
  placeholder: 'Find a person, or type a command',
  people: 'People',
  goTo: 'Go to',
  actions: 'Actions',
  invite: 'Invite user',
  importFile: 'Import users from a file',
  nothing: 'Nothing found',
  searching: 'Searching…',
}
