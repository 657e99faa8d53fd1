/** How the portal looks: Mantine's components with one accent, and greys that are dark enough to read. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const accent: MantineColorsTuple = [
  '#eef2ff',
  '#dbe3ff',
  '#b8c7ff',
  '#8fa8ff',
  '#6c8bfa',
  '#4d70f0',
  '#3459df',
  '#2449c8',
  '#1d3ca5',
  '#172f82',
]

/** The header of a window is none of the page. */
const notBanner = { header: { role: 'presentation' } }

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  respectReducedMotion: true,
  colors: { accent },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        attributes: notBanner,
        styles: { title: { fontWeight: 650, fontSize: '1.15rem' } },
      },
    },
    Drawer: { defaultProps: { attributes: notBanner, styles: { title: { fontWeight: 650 } } } },
    // Within the page's landmarks, and without the placeholder for the focus, which is no item of a menu.
    Menu: {
      defaultProps: { position: 'bottom-end', withinPortal: false, withInitialFocusPlaceholder: false },
    },
  },
})

const redButton = { '--mantine-color-red-filled': '#c92a2a', '--mantine-color-red-filled-hover': '#b02525' }

/** Some of Mantine's own texts have less contrast than WCAG 2.2 AA asks for (4.5:1). */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#57606f',
    '--mantine-color-placeholder': '#6b7482',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-teal-light-color': '#065f46',
    '--mantine-color-orange-light-color': '#9a3412',
    '--mantine-color-red-light-color': '#9b1c1c',
    ...redButton,
  },
  dark: {
    '--mantine-color-dimmed': '#aab2bf',
    '--mantine-color-placeholder': '#959dab',
    '--mantine-color-error': '#ff9aa7',
    '--mantine-color-anchor': '#8fa8ff',
    ...redButton,
  },
})
