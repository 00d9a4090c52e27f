; Offers the app under "Open with" for images, and leaves what opens them as it is.

!define NEGATOSCOPE_CLASS "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"

!macro customInstall
  WriteRegStr SHELL_CONTEXT "${NEGATOSCOPE_CLASS}" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "${NEGATOSCOPE_CLASS}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHELL_CONTEXT "${NEGATOSCOPE_CLASS}\SupportedTypes" ".png" ""
  WriteRegStr SHELL_CONTEXT "${NEGATOSCOPE_CLASS}\SupportedTypes" ".jpg" ""
  WriteRegStr SHELL_CONTEXT "${NEGATOSCOPE_CLASS}\SupportedTypes" ".jpeg" ""
  WriteRegStr SHELL_CONTEXT "${NEGATOSCOPE_CLASS}\SupportedTypes" ".dcm" ""
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "${NEGATOSCOPE_CLASS}"
!macroend
