<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>FaceForge</name>
        <message>
            <source> or </source>
            <translation> oder </translation>
        </message>
        <message>
            <source>0 leaves every part where it lies on the canvas; 1 lets the engine move parts until they fit</source>
            <translation>0 lässt jedes Teil dort, wo es auf der Fläche liegt; bei 1 darf die Engine die Teile verschieben, bis sie passen</translation>
        </message>
        <message>
            <source>1 donor</source>
            <translation>1 Spender</translation>
        </message>
        <message>
            <source>1 layer</source>
            <translation>1 Ebene</translation>
        </message>
        <message>
            <source>A command cannot say everything here: {0}, and the work has gone on since. Undo the later steps and save the project; the command then names its file.</source>
            <translation>Ein Befehl kann hier nicht alles sagen: {0}, und die Arbeit ist seither weitergegangen. Nehmen Sie die späteren Schritte zurück und speichern Sie das Projekt; der Befehl nennt dann dessen Datei.</translation>
        </message>
        <message>
            <source>A command cannot say everything here: {0}. Save the project first; the command then names its file.</source>
            <translation>Ein Befehl kann hier nicht alles sagen: {0}. Speichern Sie zuerst das Projekt; der Befehl nennt dann dessen Datei.</translation>
        </message>
        <message>
            <source>A donor is removed with a right click on one of its parts in the library.</source>
            <translation>Ein Spender wird mit einem Rechtsklick auf eines seiner Teile in der Bibliothek entfernt.</translation>
        </message>
        <message>
            <source>A face needs {0} points, not {1}. Place them all.</source>
            <translation>Ein Gesicht braucht {0} Punkte, nicht {1}. Setzen Sie alle.</translation>
        </message>
        <message>
            <source>A face of these weights has {0} numbers. Take one that they made.</source>
            <translation>Ein Gesicht dieser Gewichte hat {0} Zahlen. Nehmen Sie eines, das von ihnen stammt.</translation>
        </message>
        <message>
            <source>A photo of the face that a sketch shows; the parsing between the two can be repainted</source>
            <translation>Ein Foto des Gesichts, das eine Zeichnung zeigt; die Zonen dazwischen lassen sich umfärben</translation>
        </message>
        <message>
            <source>A photo was given without the region to change. Say which region may change.</source>
            <translation>Zum Foto fehlt der Bereich, der sich ändern darf. Geben Sie ihn an.</translation>
        </message>
        <message>
            <source>A portrait from parts, one step at a time</source>
            <translation>Ein Porträt aus Teilen, Schritt für Schritt</translation>
        </message>
        <message>
            <source>A portrait lies over the sketch. Hide its layer to go on drawing.</source>
            <translation>Ein Porträt liegt über der Skizze. Blenden Sie seine Ebene aus, um weiterzuzeichnen.</translation>
        </message>
        <message>
            <source>A run is under way. Wait for it, or cancel it first.</source>
            <translation>Ein Lauf ist noch im Gange. Warten Sie ihn ab, oder brechen Sie ihn zuerst ab.</translation>
        </message>
        <message>
            <source>A second layer like the selected one</source>
            <translation>Eine zweite Ebene wie die ausgewählte</translation>
        </message>
        <message>
            <source>A sketch cannot know colours. What is not chosen becomes typical.</source>
            <translation>Eine Skizze kennt keine Farben. Was nicht gewählt ist, wird typisch.</translation>
        </message>
        <message>
            <source>A whole face from eyes, brows, nose, mouth and jaw of one or several people</source>
            <translation>Ein ganzes Gesicht aus Augen, Brauen, Nase, Mund und Kiefer einer oder mehrerer Personen</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Über</translation>
        </message>
        <message>
            <source>About FaceForge</source>
            <translation>Über FaceForge</translation>
        </message>
        <message>
            <source>About and licences</source>
            <translation>Über FaceForge und Lizenzen</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Add as a further layer</source>
            <translation>Als weitere Ebene hinzufügen</translation>
        </message>
        <message>
            <source>Add donor photo</source>
            <translation>Spenderfoto hinzufügen</translation>
        </message>
        <message>
            <source>Add donor photo…</source>
            <translation>Spenderfoto hinzufügen…</translation>
        </message>
        <message>
            <source>Add overlay as layer</source>
            <translation>Überlagerung als Ebene hinzufügen</translation>
        </message>
        <message>
            <source>Add to library</source>
            <translation>In die Bibliothek aufnehmen</translation>
        </message>
        <message>
            <source>Add {part}</source>
            <translation>{part} hinzufügen</translation>
        </message>
        <message>
            <source>Adjust</source>
            <translation>Anpassen</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>Erweitert</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Nach</translation>
        </message>
        <message>
            <source>All engines</source>
            <translation>Alle Engines</translation>
        </message>
        <message>
            <source>All portraits of the strip on one sheet, to look at and to export</source>
            <translation>Alle Porträts des Streifens auf einem Bogen, zum Ansehen und Exportieren</translation>
        </message>
        <message>
            <source>Another engine is measured just now. Wait until it is done.</source>
            <translation>Gerade wird eine andere Engine gemessen. Warten Sie, bis sie fertig ist.</translation>
        </message>
        <message>
            <source>Another seed: Generate paints other portraits</source>
            <translation>Anderer Startwert: „Erzeugen“ malt andere Porträts</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Darstellung</translation>
        </message>
        <message>
            <source>Apple graphics</source>
            <translation>Apple-Grafik</translation>
        </message>
        <message>
            <source>Apply as layer</source>
            <translation>Als Ebene übernehmen</translation>
        </message>
        <message>
            <source>Apply to the photo</source>
            <translation>Auf das Foto anwenden</translation>
        </message>
        <message>
            <source>Arrow keys</source>
            <translation>Pfeiltasten</translation>
        </message>
        <message>
            <source>As it was opened</source>
            <translation>Wie es geöffnet wurde</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>At home</source>
            <translation>An seinem Platz</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>Automatic takes a graphics card where there is one</source>
            <translation>„Automatisch“ nimmt eine Grafikkarte, wenn es eine gibt</translation>
        </message>
        <message>
            <source>Back home</source>
            <translation>An seinen Platz</translation>
        </message>
        <message>
            <source>Back home: {part}</source>
            <translation>{part} an den Platz zurück</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>Hintergrund</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>Vorher und nachher</translation>
        </message>
        <message>
            <source>Begin with an empty sheet again</source>
            <translation>Wieder mit einem leeren Blatt beginnen</translation>
        </message>
        <message>
            <source>Between two faces</source>
            <translation>Zwischen zwei Gesichtern</translation>
        </message>
        <message>
            <source>Black</source>
            <translation>Schwarz</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Einpassen</translation>
        </message>
        <message>
            <source>Blend the donors' own pixels back over the painted face; 0 lets the engine fit the parts together</source>
            <translation>Mischt die Bildpunkte der Spender wieder über das gemalte Gesicht; bei 0 fügt die Engine die Teile selbst zusammen</translation>
        </message>
        <message>
            <source>Blond</source>
            <translation>Blond</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Blau</translation>
        </message>
        <message>
            <source>Border</source>
            <translation>Rand</translation>
        </message>
        <message>
            <source>Both beside each other; zoom and pan move both</source>
            <translation>Beide nebeneinander; Zoom und Verschieben gelten für beide</translation>
        </message>
        <message>
            <source>Brown</source>
            <translation>Braun</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>Brauen</translation>
        </message>
        <message>
            <source>Brush</source>
            <translation>Pinsel</translation>
        </message>
        <message>
            <source>Brush size</source>
            <translation>Pinselgröße</translation>
        </message>
        <message>
            <source>By region</source>
            <translation>Nach Bereich</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Canvas</source>
            <translation>Arbeitsfläche</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Zertifikat</translation>
        </message>
        <message>
            <source>Check a weights file and copy it to your own</source>
            <translation>Eine Gewichtsdatei prüfen und zu den eigenen kopieren</translation>
        </message>
        <message>
            <source>Chestnut</source>
            <translation>Kastanie</translation>
        </message>
        <message>
            <source>Choose a PNG, JPEG, WebP, TIFF, BMP or GIF file.</source>
            <translation>Wählen Sie eine PNG-, JPEG-, WebP-, TIFF-, BMP- oder GIF-Datei.</translation>
        </message>
        <message>
            <source>Choose a portrait, then another one: the two are compared. Pin one to hold it against several</source>
            <translation>Wählen Sie ein Porträt, dann ein anderes: die beiden werden verglichen. Heften Sie eines an, um es mit mehreren zu vergleichen</translation>
        </message>
        <message>
            <source>Choose a result to see what its engine saw on the way.</source>
            <translation>Wählen Sie ein Ergebnis, um zu sehen, was die Engine unterwegs gesehen hat.</translation>
        </message>
        <message>
            <source>Choose another portrait: the two are compared.</source>
            <translation>Wählen Sie ein anderes Porträt: die beiden werden verglichen.</translation>
        </message>
        <message>
            <source>Choose the keys of every command</source>
            <translation>Die Tasten jedes Befehls wählen</translation>
        </message>
        <message>
            <source>Choose: {what}</source>
            <translation>Wählen: {what}</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Wählen…</translation>
        </message>
        <message>
            <source>Class brush</source>
            <translation>Klassenpinsel</translation>
        </message>
        <message>
            <source>Clean the scan, lay it upright, and make a photo of it</source>
            <translation>Den Scan säubern, aufrichten und ein Foto daraus machen</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Clear mask</source>
            <translation>Maske leeren</translation>
        </message>
        <message>
            <source>Clear sheet</source>
            <translation>Blatt leeren</translation>
        </message>
        <message>
            <source>Click a part on the face, then drag it, or move it with the arrow keys. Undo takes every step back.</source>
            <translation>Klicken Sie ein Teil im Gesicht an und ziehen Sie es, oder bewegen Sie es mit den Pfeiltasten. „Rückgängig“ nimmt jeden Schritt zurück.</translation>
        </message>
        <message>
            <source>Click a picture to see it large.</source>
            <translation>Klicken Sie auf ein Bild, um es groß zu sehen.</translation>
        </message>
        <message>
            <source>Click from corner to corner</source>
            <translation>Von Ecke zu Ecke klicken</translation>
        </message>
        <message>
            <source>Click from corner to corner · double click or Enter: close · Backspace: one back · Alt: take away</source>
            <translation>Von Ecke zu Ecke klicken · Doppelklick oder Eingabe: schließen · Rücktaste: eine zurück · Alt: wegnehmen</translation>
        </message>
        <message>
            <source>Click into the field and press the keys that you want.</source>
            <translation>Klicken Sie in das Feld, und drücken Sie die gewünschten Tasten.</translation>
        </message>
        <message>
            <source>Click the portrait that you like in “Results”, then choose “Export…” in the File menu (Ctrl+E), and “Save” for all of it. Help (F1) tells the rest.</source>
            <translation>Klicken Sie unter „Ergebnisse“ das Porträt an, das Ihnen gefällt, und wählen Sie „Exportieren…“ im Menü „Datei“ (Strg+E), und „Speichern“ für alles. Die Hilfe (F1) erklärt den Rest.</translation>
        </message>
        <message>
            <source>Click to choose, Ctrl+click for a second face, double-click to use it as a layer</source>
            <translation>Klick wählt, Strg+Klick nimmt ein zweites Gesicht, Doppelklick verwendet es als Ebene</translation>
        </message>
        <message>
            <source>Click {point}.</source>
            <translation>Klicken Sie auf {point}.</translation>
        </message>
        <message>
            <source>Close FaceForge</source>
            <translation>FaceForge schließen</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <source>Colour match</source>
            <translation>Farbangleich</translation>
        </message>
        <message>
            <source>Colour of the background</source>
            <translation>Farbe des Hintergrunds</translation>
        </message>
        <message>
            <source>Colour of the hair</source>
            <translation>Farbe der Haare</translation>
        </message>
        <message>
            <source>Colours of a photo</source>
            <translation>Farben eines Fotos</translation>
        </message>
        <message>
            <source>Colours of the window</source>
            <translation>Farben des Fensters</translation>
        </message>
        <message>
            <source>Colours were converted to sRGB.</source>
            <translation>Die Farben wurden in sRGB umgerechnet.</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>Befehl</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>Befehle</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <source>Compare the file's SHA-256 with what it was when it was shipped or imported</source>
            <translation>Die SHA-256-Prüfsumme der Datei mit der bei Auslieferung oder Import vergleichen</translation>
        </message>
        <message>
            <source>Compare with this one</source>
            <translation>Mit diesem vergleichen</translation>
        </message>
        <message>
            <source>Comparison of two portraits</source>
            <translation>Vergleich zweier Porträts</translation>
        </message>
        <message>
            <source>Component</source>
            <translation>Bestandteil</translation>
        </message>
        <message>
            <source>Components</source>
            <translation>Bestandteile</translation>
        </message>
        <message>
            <source>Composes, completes and photographs faces that do not exist.</source>
            <translation>Setzt Gesichter zusammen, ergänzt und fotografiert sie: Gesichter, die es nicht gibt.</translation>
        </message>
        <message>
            <source>Composing faces of people who do not exist: for artists, for forensic artists who work from a description, and for people who study faces.</source>
            <translation>Gesichter von Menschen zusammenzusetzen, die es nicht gibt: für Künstler, für Phantombildzeichner, die nach einer Beschreibung arbeiten, und für die Erforschung von Gesichtern.</translation>
        </message>
        <message>
            <source>Composition</source>
            <translation>Komposition</translation>
        </message>
        <message>
            <source>Compute on</source>
            <translation>Rechnen auf</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Vertrauen</translation>
        </message>
        <message>
            <source>Consent of the person</source>
            <translation>Einwilligung der Person</translation>
        </message>
        <message>
            <source>Contact sheet</source>
            <translation>Kontaktbogen</translation>
        </message>
        <message>
            <source>Contact sheet…</source>
            <translation>Kontaktbogen…</translation>
        </message>
        <message>
            <source>Context extension</source>
            <translation>Umgebung ergänzen</translation>
        </message>
        <message>
            <source>Contextual norm</source>
            <translation>Norm der sichtbaren Pixel</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <source>Copied, before inventing</source>
            <translation>Kopiert, vor dem Erfinden</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Copy as command</source>
            <translation>Als Befehl kopieren</translation>
        </message>
        <message>
            <source>Copy what is shown</source>
            <translation>Kopieren, was angezeigt wird</translation>
        </message>
        <message>
            <source>Cover</source>
            <translation>Deckung</translation>
        </message>
        <message>
            <source>Ctrl+click a second face to go from one to the other</source>
            <translation>Strg+Klick auf ein zweites Gesicht, um vom einen zum anderen zu gehen</translation>
        </message>
        <message>
            <source>Cut a donor</source>
            <translation>Einen Spender ausschneiden</translation>
        </message>
        <message>
            <source>Cut the parts of a face in a photo into your library</source>
            <translation>Die Teile eines Gesichts aus einem Foto in Ihre Bibliothek ausschneiden</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Dark brown</source>
            <translation>Dunkelbraun</translation>
        </message>
        <message>
            <source>Dark grey</source>
            <translation>Dunkelgrau</translation>
        </message>
        <message>
            <source>Darkness</source>
            <translation>Dunkelheit</translation>
        </message>
        <message>
            <source>Darkness of the pencil</source>
            <translation>Dunkelheit des Bleistifts</translation>
        </message>
        <message>
            <source>Deep</source>
            <translation>Tief</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>Delete all portraits of this run</source>
            <translation>Alle Porträts dieses Laufs löschen</translation>
        </message>
        <message>
            <source>Delete this portrait</source>
            <translation>Dieses Porträt löschen</translation>
        </message>
        <message>
            <source>Delete this portrait (Delete)</source>
            <translation>Dieses Porträt löschen (Entf)</translation>
        </message>
        <message>
            <source>Delete {donor} from your library?</source>
            <translation>{donor} aus Ihrer Bibliothek löschen?</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>Unterschied</translation>
        </message>
        <message>
            <source>Difference, {gain} times as strong</source>
            <translation>Unterschied, {gain}-mal so stark</translation>
        </message>
        <message>
            <source>Direction {number}</source>
            <translation>Richtung {number}</translation>
        </message>
        <message>
            <source>Disagreement of variants</source>
            <translation>Uneinigkeit der Varianten</translation>
        </message>
        <message>
            <source>Do</source>
            <translation>Was Sie tun</translation>
        </message>
        <message>
            <source>Do the same for “Brows”, “Nose”, “Mouth” and “Jaw”, each from another person if you like.</source>
            <translation>Tun Sie dasselbe für „Brauen“, „Nase“, „Mund“ und „Kinn“, wenn Sie mögen von jeweils einer anderen Person.</translation>
        </message>
        <message>
            <source>Do the step again</source>
            <translation>Den Schritt wiederholen</translation>
        </message>
        <message>
            <source>Donors</source>
            <translation>Spender</translation>
        </message>
        <message>
            <source>Donors, weights and what FaceForge is made of</source>
            <translation>Spender, Gewichte und woraus FaceForge besteht</translation>
        </message>
        <message>
            <source>Double-click a part to use it, or drag it onto the face.</source>
            <translation>Doppelklicken Sie auf ein Teil, oder ziehen Sie es auf das Gesicht.</translation>
        </message>
        <message>
            <source>Drag a corner</source>
            <translation>An einer Ecke ziehen</translation>
        </message>
        <message>
            <source>Drag a part</source>
            <translation>Ein Teil ziehen</translation>
        </message>
        <message>
            <source>Drag a part here, or double-click one in the library</source>
            <translation>Ziehen Sie ein Teil hierher, oder doppelklicken Sie eines in der Bibliothek</translation>
        </message>
        <message>
            <source>Drag a rectangle; Shift: a square</source>
            <translation>Ein Rechteck ziehen; Umschalt: ein Quadrat</translation>
        </message>
        <message>
            <source>Drag an ellipse; Shift: a circle</source>
            <translation>Eine Ellipse ziehen; Umschalt: ein Kreis</translation>
        </message>
        <message>
            <source>Drag over what is to be filled · Shift: circle · Alt: take away</source>
            <translation>Über das ziehen, was gefüllt werden soll · Umschalt: Kreis · Alt: wegnehmen</translation>
        </message>
        <message>
            <source>Drag over what is to be filled · Shift: square · Alt: take away</source>
            <translation>Über das ziehen, was gefüllt werden soll · Umschalt: Quadrat · Alt: wegnehmen</translation>
        </message>
        <message>
            <source>Drag the knob</source>
            <translation>Am Griff ziehen</translation>
        </message>
        <message>
            <source>Drag the line across the portrait</source>
            <translation>Die Linie über das Porträt ziehen</translation>
        </message>
        <message>
            <source>Drag the points until they fit.</source>
            <translation>Ziehen Sie die Punkte, bis sie passen.</translation>
        </message>
        <message>
            <source>Drag to move · corner to scale · knob to rotate · Alt: no snapping</source>
            <translation>Ziehen: verschieben · Ecke: Größe · Griff: drehen · Alt: ohne Einrasten</translation>
        </message>
        <message>
            <source>Draw</source>
            <translation>Zeichnen</translation>
        </message>
        <message>
            <source>Draw a face here; the average one shines through as a guide</source>
            <translation>Zeichnen Sie hier ein Gesicht; das Durchschnittsgesicht scheint als Hilfe durch</translation>
        </message>
        <message>
            <source>Draw a face on an empty sheet</source>
            <translation>Ein Gesicht auf ein leeres Blatt zeichnen</translation>
        </message>
        <message>
            <source>Draw around what is to be filled</source>
            <translation>Um das herum zeichnen, was gefüllt werden soll</translation>
        </message>
        <message>
            <source>Draw around what is to be filled · Alt: take away</source>
            <translation>Um das herum zeichnen, was gefüllt werden soll · Alt: wegnehmen</translation>
        </message>
        <message>
            <source>Draw from a scanned sketch: it is cleaned and laid upright</source>
            <translation>Von einer gescannten Skizze ausgehen: Sie wird gesäubert und aufgerichtet</translation>
        </message>
        <message>
            <source>Draw from this sketch</source>
            <translation>Von dieser Skizze ausgehen</translation>
        </message>
        <message>
            <source>Draw other faces</source>
            <translation>Andere Gesichter ziehen</translation>
        </message>
        <message>
            <source>Draw {part}</source>
            <translation>{part} zeichnen</translation>
        </message>
        <message>
            <source>Draw · [ ] or Alt+wheel: size · Alt or the pen's other end: erase · Space: pan</source>
            <translation>Zeichnen · [ ] oder Alt+Rad: Größe · Alt oder das andere Ende des Stifts: radieren · Leertaste: verschieben</translation>
        </message>
        <message>
            <source>Drawn faces</source>
            <translation>Gezogene Gesichter</translation>
        </message>
        <message>
            <source>Drop a weights file here to import it, or choose one.</source>
            <translation>Legen Sie eine Gewichtsdatei hier ab, um sie zu importieren, oder wählen Sie eine.</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>Duplizieren</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>Ellipse</source>
            <translation>Ellipse</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>Engine</translation>
        </message>
        <message>
            <source>Engines</source>
            <translation>Engines</translation>
        </message>
        <message>
            <source>Engines…</source>
            <translation>Engines…</translation>
        </message>
        <message>
            <source>Enter in the library</source>
            <translation>Eingabetaste in der Bibliothek</translation>
        </message>
        <message>
            <source>Eraser</source>
            <translation>Radierer</translation>
        </message>
        <message>
            <source>Errors only</source>
            <translation>Nur Fehler</translation>
        </message>
        <message>
            <source>Every donor that came with FaceForge is back in the library.</source>
            <translation>Alle Spender, die mit FaceForge kamen, sind wieder in der Bibliothek.</translation>
        </message>
        <message>
            <source>Every key, and what the pointer does</source>
            <translation>Jede Taste, und was der Zeiger tut</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>Everything but the face is marked. Press Generate, or change the marks first: what is not marked stays.</source>
            <translation>Alles außer dem Gesicht ist markiert. Drücken Sie Erzeugen, oder ändern Sie erst die Markierung: Was nicht markiert ist, bleibt.</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
        <message>
            <source>Export overlay…</source>
            <translation>Überlagerung exportieren…</translation>
        </message>
        <message>
            <source>Export photo</source>
            <translation>Foto exportieren</translation>
        </message>
        <message>
            <source>Export sketch</source>
            <translation>Skizze exportieren</translation>
        </message>
        <message>
            <source>Export sketch…</source>
            <translation>Skizze exportieren…</translation>
        </message>
        <message>
            <source>Export this portrait…</source>
            <translation>Dieses Porträt exportieren…</translation>
        </message>
        <message>
            <source>Exported pictures say in their metadata that they are synthetic. Do not pass a composed face off as a photo of a person, and use photos of people only with their consent.</source>
            <translation>Exportierte Bilder sagen in ihren Metadaten, dass sie künstlich sind. Geben Sie ein zusammengesetztes Gesicht nicht als Foto eines Menschen aus, und verwenden Sie Fotos von Menschen nur mit deren Einwilligung.</translation>
        </message>
        <message>
            <source>Exports are signed with it: your certificate first, then those above it</source>
            <translation>Damit werden Exporte signiert: zuerst Ihr Zertifikat, dann die darüber</translation>
        </message>
        <message>
            <source>Exports say</source>
            <translation>Exporte sagen</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Exportieren…</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>Augen</translation>
        </message>
        <message>
            <source>Face</source>
            <translation>Gesicht</translation>
        </message>
        <message>
            <source>Face network</source>
            <translation>Gesichtsnetz</translation>
        </message>
        <message>
            <source>Face shape</source>
            <translation>Gesichtsform</translation>
        </message>
        <message>
            <source>Face {number}</source>
            <translation>Gesicht {number}</translation>
        </message>
        <message>
            <source>Face {number} of {faces}. Click the one to use.</source>
            <translation>Gesicht {number} von {faces}. Klicken Sie auf das gewünschte.</translation>
        </message>
        <message>
            <source>FaceForge ended unexpectedly. Work on “{name}” of {time} was not saved. Open it again?</source>
            <translation>FaceForge wurde unerwartet beendet. Arbeit an „{name}“ von {time} war nicht gespeichert. Wieder öffnen?</translation>
        </message>
        <message>
            <source>Faces in donor photos are found with dlib and its 68-point model, an optional extra. That model was trained on the iBUG 300-W photos, whose licence excludes commercial use: for such use place the points by hand.</source>
            <translation>Gesichter in Spenderfotos werden mit dlib und dessen 68-Punkte-Modell gefunden, einem optionalen Zusatz. Dieses Modell wurde mit den Fotos von iBUG 300-W trainiert, deren Lizenz gewerbliche Nutzung ausschließt: setzen Sie die Punkte dafür von Hand.</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>Sehr hell</translation>
        </message>
        <message>
            <source>Feather</source>
            <translation>Weichzeichnen</translation>
        </message>
        <message>
            <source>Feather mask</source>
            <translation>Maske weichzeichnen</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>Fill the black</source>
            <translation>Das Schwarze füllen</translation>
        </message>
        <message>
            <source>Fill the white</source>
            <translation>Das Weiße füllen</translation>
        </message>
        <message>
            <source>Fill what is not marked instead</source>
            <translation>Stattdessen füllen, was nicht markiert ist</translation>
        </message>
        <message>
            <source>Find the face of the composition among those that can be drawn</source>
            <translation>Das Gesicht der Komposition unter denen suchen, die gezogen werden können</translation>
        </message>
        <message>
            <source>Finds 68 landmarks, and where skin, brows, eyes, nose, lips and hair are, in photos and sketches</source>
            <translation>Findet 68 Landmarken, und wo Haut, Brauen, Augen, Nase, Lippen und Haare sind, in Fotos und Skizzen</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>First composition</source>
            <translation>Erste Komposition</translation>
        </message>
        <message>
            <source>First stage</source>
            <translation>Erste Stufe</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>Einpassen</translation>
        </message>
        <message>
            <source>Flip</source>
            <translation>Spiegeln</translation>
        </message>
        <message>
            <source>Flip {part}</source>
            <translation>{part} spiegeln</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Forget the repainted parsing</source>
            <translation>Übermalte Aufteilung verwerfen</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>From a reference photo…</source>
            <translation>Aus einem Vergleichsfoto…</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>Erzeugen</translation>
        </message>
        <message>
            <source>Glasses</source>
            <translation>Brille</translation>
        </message>
        <message>
            <source>Go on with a saved composition</source>
            <translation>Mit einer gespeicherten Komposition weitermachen</translation>
        </message>
        <message>
            <source>Go on with the chosen portrait as a photo: repair it, or try other parts</source>
            <translation>Mit dem gewählten Porträt als Foto weiterarbeiten: reparieren oder andere Teile versuchen</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Grün</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Grau</translation>
        </message>
        <message>
            <source>Grow</source>
            <translation>Erweitern</translation>
        </message>
        <message>
            <source>Grow mask</source>
            <translation>Maske erweitern</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Hair</source>
            <translation>Haare</translation>
        </message>
        <message>
            <source>Hair, neck, clothes and background painted around a bare face</source>
            <translation>Haare, Hals, Kleidung und Hintergrund, um ein bloßes Gesicht gemalt</translation>
        </message>
        <message>
            <source>Hardness</source>
            <translation>Härte</translation>
        </message>
        <message>
            <source>Hardness of the brush</source>
            <translation>Härte des Pinsels</translation>
        </message>
        <message>
            <source>Hardness of the pencil</source>
            <translation>Härte des Bleistifts</translation>
        </message>
        <message>
            <source>Hazel</source>
            <translation>Haselnuss</translation>
        </message>
        <message>
            <source>Heal borders</source>
            <translation>Ränder heilen</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <source>Hidden parts of a face copied from its other half, and invented where that is hidden too</source>
            <translation>Verdeckte Teile eines Gesichts, aus seiner anderen Hälfte übernommen und erfunden, wo auch sie verdeckt ist</translation>
        </message>
        <message>
            <source>Hide layer</source>
            <translation>Ebene ausblenden</translation>
        </message>
        <message>
            <source>Hide or show</source>
            <translation>Aus- oder einblenden</translation>
        </message>
        <message>
            <source>Hide the selected layer, or show it again</source>
            <translation>Die ausgewählte Ebene ausblenden oder wieder zeigen</translation>
        </message>
        <message>
            <source>Hold</source>
            <translation>Halten</translation>
        </message>
        <message>
            <source>Hold B</source>
            <translation>B halten</translation>
        </message>
        <message>
            <source>Hold B to see the composition that the portrait was made from.</source>
            <translation>Halten Sie B, um die Komposition zu sehen, aus der das Porträt entstand.</translation>
        </message>
        <message>
            <source>Hold Space to see the other portrait; the arrow keys move the slider.</source>
            <translation>Halten Sie die Leertaste, um das andere Porträt zu sehen; die Pfeiltasten bewegen den Schieber.</translation>
        </message>
        <message>
            <source>Hold Space, B or the mouse button to see the other portrait</source>
            <translation>Halten Sie Leertaste, B oder die Maustaste, um das andere Porträt zu sehen</translation>
        </message>
        <message>
            <source>Hold the chosen portrait against those you choose next</source>
            <translation>Das gewählte Porträt mit denen vergleichen, die Sie danach wählen</translation>
        </message>
        <message>
            <source>Hold two portraits against each other</source>
            <translation>Zwei Porträts miteinander vergleichen</translation>
        </message>
        <message>
            <source>How far drawn faces may depart from the most typical one</source>
            <translation>Wie weit gezogene Gesichter vom typischsten abweichen dürfen</translation>
        </message>
        <message>
            <source>How far faces may depart from the most typical one</source>
            <translation>Wie weit Gesichter vom typischsten abweichen dürfen</translation>
        </message>
        <message>
            <source>How far grow, shrink and feather reach</source>
            <translation>Wie weit Erweitern, Verkleinern und Weichzeichnen reichen</translation>
        </message>
        <message>
            <source>How far hair, light and background may differ between variants; 0 gives the most typical face</source>
            <translation>Wie sehr sich Haare, Licht und Hintergrund zwischen den Varianten unterscheiden dürfen; 0 ergibt das typischste Gesicht</translation>
        </message>
        <message>
            <source>How far lines along the borders of the parts are taken out</source>
            <translation>Wie weit Linien entlang der Ränder der Teile entfernt werden</translation>
        </message>
        <message>
            <source>How far surroundings may depart from the ones most likely for this face; 0 gives the likeliest</source>
            <translation>Wie weit die Umgebung von der für dieses Gesicht wahrscheinlichsten abweichen darf; 0 ergibt die wahrscheinlichste</translation>
        </message>
        <message>
            <source>How far the further variants may depart from the most likely completion</source>
            <translation>Wie weit die weiteren Varianten von der wahrscheinlichsten Ergänzung abweichen dürfen</translation>
        </message>
        <message>
            <source>How far the further variants may depart from the most likely photo</source>
            <translation>Wie weit die weiteren Varianten vom wahrscheinlichsten Foto abweichen dürfen</translation>
        </message>
        <message>
            <source>How far the part's colour is drawn towards the other parts'</source>
            <translation>Wie weit die Farbe des Teils an die der anderen angeglichen wird</translation>
        </message>
        <message>
            <source>How far the portrait becomes as sharp, or as soft, as the photos its parts come from</source>
            <translation>Wie weit das Porträt so scharf oder so weich wird wie die Fotos, aus denen seine Teile stammen</translation>
        </message>
        <message>
            <source>How far the visible half of the face is trusted; 0 copies nothing and invents all</source>
            <translation>Wie weit der sichtbaren Gesichtshälfte vertraut wird; 0 übernimmt nichts und erfindet alles</translation>
        </message>
        <message>
            <source>How it is done, step by step</source>
            <translation>Wie es geht, Schritt für Schritt</translation>
        </message>
        <message>
            <source>How literally</source>
            <translation>Wie wörtlich</translation>
        </message>
        <message>
            <source>How literally the lines are taken</source>
            <translation>Wie wörtlich die Linien genommen werden</translation>
        </message>
        <message>
            <source>How literally the lines are taken; below 1 a feature may lie a little beside its line</source>
            <translation>Wie wörtlich die Striche genommen werden; unter 1 darf ein Merkmal etwas neben seinem Strich liegen</translation>
        </message>
        <message>
            <source>How literally: {region}</source>
            <translation>Wie wörtlich: {region}</translation>
        </message>
        <message>
            <source>How long to search; 0 takes what suits the kind of search</source>
            <translation>Wie lange gesucht wird; 0 nimmt, was zur Art der Suche passt</translation>
        </message>
        <message>
            <source>How many completions to make; the first is the most likely one</source>
            <translation>Wie viele Ergänzungen entstehen; die erste ist die wahrscheinlichste</translation>
        </message>
        <message>
            <source>How many different completions to look for</source>
            <translation>Wie viele verschiedene Ergänzungen gesucht werden</translation>
        </message>
        <message>
            <source>How many different surroundings to paint</source>
            <translation>Wie viele verschiedene Umgebungen gemalt werden</translation>
        </message>
        <message>
            <source>How many photos to make; the first is the most likely one</source>
            <translation>Wie viele Fotos entstehen; das erste ist das wahrscheinlichste</translation>
        </message>
        <message>
            <source>How many portraits to make</source>
            <translation>Wie viele Porträts gemacht werden</translation>
        </message>
        <message>
            <source>How many random faces are tried for a random start</source>
            <translation>Wie viele zufällige Gesichter für einen zufälligen Anfang probiert werden</translation>
        </message>
        <message>
            <source>How much looking real counts beside matching the visible pixels</source>
            <translation>Wie viel echtes Aussehen neben der Übereinstimmung mit den sichtbaren Pixeln zählt</translation>
        </message>
        <message>
            <source>How strongly the average face shines through</source>
            <translation>Wie stark das Durchschnittsgesicht durchscheint</translation>
        </message>
        <message>
            <source>How the found face is fitted into the hole: as it is, with its colour matched, or without a seam</source>
            <translation>Wie das gefundene Gesicht in die Lücke kommt: wie es ist, farblich angeglichen oder ohne Naht</translation>
        </message>
        <message>
            <source>Images cannot be written as “{0}”. Choose .png, .jpg, .webp or .tif.</source>
            <translation>Bilder können nicht als „{0}“ geschrieben werden. Wählen Sie .png, .jpg, .webp oder .tif.</translation>
        </message>
        <message>
            <source>Impersonating or harassing anybody, and identifying anybody as evidence. A composed face is a drawing: it shows nobody, and that somebody resembles it proves nothing. Use photos of people only with their consent.</source>
            <translation>Sich als jemand anderes auszugeben, jemanden zu belästigen oder jemanden beweiskräftig zu identifizieren. Ein zusammengesetztes Gesicht ist eine Zeichnung: es zeigt niemanden, und dass ihm jemand ähnlich sieht, beweist nichts. Verwenden Sie Fotos von Menschen nur mit deren Einwilligung.</translation>
        </message>
        <message>
            <source>Import weights</source>
            <translation>Gewichte importieren</translation>
        </message>
        <message>
            <source>Import weights…</source>
            <translation>Gewichte importieren…</translation>
        </message>
        <message>
            <source>Ink</source>
            <translation>Tusche</translation>
        </message>
        <message>
            <source>Inner mouth</source>
            <translation>Mundinneres</translation>
        </message>
        <message>
            <source>Install them with: {0}, or place the points by hand.</source>
            <translation>Installieren Sie sie mit: {0}, oder setzen Sie die Punkte von Hand.</translation>
        </message>
        <message>
            <source>Intersect</source>
            <translation>Schnittmenge</translation>
        </message>
        <message>
            <source>Invented</source>
            <translation>Erfunden</translation>
        </message>
        <message>
            <source>Invert</source>
            <translation>Umkehren</translation>
        </message>
        <message>
            <source>Invert mask</source>
            <translation>Maske umkehren</translation>
        </message>
        <message>
            <source>JPEG has no transparency; it is laid on white.</source>
            <translation>JPEG kennt keine Transparenz; sie wird auf Weiß gelegt.</translation>
        </message>
        <message>
            <source>Jaw</source>
            <translation>Kiefer</translation>
        </message>
        <message>
            <source>Keep donor pixels</source>
            <translation>Originalpixel</translation>
        </message>
        <message>
            <source>Keep of the chosen result</source>
            <translation>Vom gewählten Ergebnis behalten</translation>
        </message>
        <message>
            <source>Keep one</source>
            <translation>Eines behalten</translation>
        </message>
        <message>
            <source>Keep the background</source>
            <translation>Hintergrund behalten</translation>
        </message>
        <message>
            <source>Keep the bare face and let an engine paint hair, neck, clothes and background around it</source>
            <translation>Nur das Gesicht behalten; eine Engine malt Haare, Hals, Kleidung und Hintergrund darum</translation>
        </message>
        <message>
            <source>Keep the composition and its portraits in a file</source>
            <translation>Die Komposition und ihre Porträts in einer Datei speichern</translation>
        </message>
        <message>
            <source>Keep the composition in another file</source>
            <translation>Die Komposition in einer anderen Datei speichern</translation>
        </message>
        <message>
            <source>Keep the hair</source>
            <translation>Haare behalten</translation>
        </message>
        <message>
            <source>Keyboard</source>
            <translation>Tastatur</translation>
        </message>
        <message>
            <source>Keyboard and pointer</source>
            <translation>Tastatur und Zeiger</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Keyboard shortcuts…</source>
            <translation>Tastenkürzel…</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Landmarks</source>
            <translation>Landmarken</translation>
        </message>
        <message>
            <source>Landmarks by</source>
            <translation>Landmarken von</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Lasso</source>
            <translation>Lasso</translation>
        </message>
        <message>
            <source>Latent completion</source>
            <translation>Latente Ergänzung</translation>
        </message>
        <message>
            <source>Latent faces</source>
            <translation>Latente Gesichter</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Später</translation>
        </message>
        <message>
            <source>Lay the parsing of the chosen portrait over the sketch, to be repainted</source>
            <translation>Die Aufteilung des gewählten Porträts über die Skizze legen, um sie zu übermalen</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Ebenen</translation>
        </message>
        <message>
            <source>Learnt from</source>
            <translation>Gelernt aus</translation>
        </message>
        <message>
            <source>Leave out recipe, donors and names</source>
            <translation>Rezept, Spender und Namen weglassen</translation>
        </message>
        <message>
            <source>Left and right arrow keys choose another face.</source>
            <translation>Mit den Pfeiltasten links und rechts wählen Sie ein anderes Gesicht.</translation>
        </message>
        <message>
            <source>Left brow</source>
            <translation>Linke Braue</translation>
        </message>
        <message>
            <source>Left eye</source>
            <translation>Linkes Auge</translation>
        </message>
        <message>
            <source>Left half</source>
            <translation>Linke Hälfte</translation>
        </message>
        <message>
            <source>Let the engine find the parsing by itself again</source>
            <translation>Die Aufteilung wieder der Engine überlassen</translation>
        </message>
        <message>
            <source>Let the mask's edge fade</source>
            <translation>Den Rand der Maske auslaufen lassen</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>Stufe</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>Bibliothek</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Lizenz</translation>
        </message>
        <message>
            <source>Licence of the photo</source>
            <translation>Lizenz des Fotos</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Light blond</source>
            <translation>Hellblond</translation>
        </message>
        <message>
            <source>Light grey</source>
            <translation>Hellgrau</translation>
        </message>
        <message>
            <source>Light ratio (grey: none)</source>
            <translation>Lichtverhältnis (grau: keines)</translation>
        </message>
        <message>
            <source>Line drawing</source>
            <translation>Strichzeichnung</translation>
        </message>
        <message>
            <source>Lips</source>
            <translation>Lippen</translation>
        </message>
        <message>
            <source>Literal</source>
            <translation>Wörtlich</translation>
        </message>
        <message>
            <source>Live preview</source>
            <translation>Live-Vorschau</translation>
        </message>
        <message>
            <source>Load mask</source>
            <translation>Maske laden</translation>
        </message>
        <message>
            <source>Load mask…</source>
            <translation>Maske laden…</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>Log…</source>
            <translation>Protokoll…</translation>
        </message>
        <message>
            <source>Looking for faces in the photo…</source>
            <translation>Im Foto werden Gesichter gesucht…</translation>
        </message>
        <message>
            <source>Looking for the colours of the face…</source>
            <translation>Die Farben des Gesichts werden gesucht…</translation>
        </message>
        <message>
            <source>Loose strokes</source>
            <translation>Lockere Striche</translation>
        </message>
        <message>
            <source>Loss of the last search</source>
            <translation>Verlust der letzten Suche</translation>
        </message>
        <message>
            <source>Loss of the search</source>
            <translation>Verlust der Suche</translation>
        </message>
        <message>
            <source>Lower</source>
            <translation>Nach unten</translation>
        </message>
        <message>
            <source>Made again: {verdict}.</source>
            <translation>Noch einmal gemacht: {verdict}.</translation>
        </message>
        <message>
            <source>Made from an earlier composition</source>
            <translation>Aus einer früheren Komposition</translation>
        </message>
        <message>
            <source>Make the chosen portrait again from its recipe and say whether it is identical</source>
            <translation>Das gewählte Porträt nach seinem Rezept noch einmal machen und sagen, ob es identisch ist</translation>
        </message>
        <message>
            <source>Mark a part of the face by itself</source>
            <translation>Einen Teil des Gesichts selbsttätig markieren</translation>
        </message>
        <message>
            <source>Mark nothing</source>
            <translation>Nichts markieren</translation>
        </message>
        <message>
            <source>Mark the chosen portrait, or take the mark off</source>
            <translation>Das gewählte Porträt markieren oder die Markierung entfernen</translation>
        </message>
        <message>
            <source>Mask</source>
            <translation>Maske</translation>
        </message>
        <message>
            <source>Match sharpness</source>
            <translation>Schärfe angleichen</translation>
        </message>
        <message>
            <source>Measure speed</source>
            <translation>Tempo messen</translation>
        </message>
        <message>
            <source>Measuring…</source>
            <translation>Wird gemessen…</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Meldung</translation>
        </message>
        <message>
            <source>Mirror link</source>
            <translation>Spiegelkopplung</translation>
        </message>
        <message>
            <source>Mirror the selected part</source>
            <translation>Das ausgewählte Teil spiegeln</translation>
        </message>
        <message>
            <source>More people</source>
            <translation>Mehr Personen</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>Mund</translation>
        </message>
        <message>
            <source>Move parts</source>
            <translation>Teile verschieben</translation>
        </message>
        <message>
            <source>Move the mask's edge inwards</source>
            <translation>Den Rand der Maske nach innen verschieben</translation>
        </message>
        <message>
            <source>Move the mask's edge outwards</source>
            <translation>Den Rand der Maske nach außen verschieben</translation>
        </message>
        <message>
            <source>Move the parts on the photo</source>
            <translation>Die Teile auf dem Foto verschieben</translation>
        </message>
        <message>
            <source>Move the selected layer down in the stack</source>
            <translation>Die ausgewählte Ebene im Stapel nach unten schieben</translation>
        </message>
        <message>
            <source>Move the selected layer up in the stack</source>
            <translation>Die ausgewählte Ebene im Stapel nach oben schieben</translation>
        </message>
        <message>
            <source>Move {part}</source>
            <translation>{part} verschieben</translation>
        </message>
        <message>
            <source>Move; Shift keeps to one axis, Alt does not snap</source>
            <translation>Verschieben; Umschalt hält eine Achse, Alt rastet nicht ein</translation>
        </message>
        <message>
            <source>NVIDIA graphics card</source>
            <translation>NVIDIA-Grafikkarte</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Needs the face network, whose weights are not here. Import them under “Engines…”, or use the lasso.</source>
            <translation>Braucht das Gesichtsnetz, dessen Gewichte nicht da sind. Importieren Sie sie unter „Engines…“, oder verwenden Sie das Lasso.</translation>
        </message>
        <message>
            <source>New composition</source>
            <translation>Neue Komposition</translation>
        </message>
        <message>
            <source>New keys</source>
            <translation>Neue Tasten</translation>
        </message>
        <message>
            <source>New sketch</source>
            <translation>Neue Skizze</translation>
        </message>
        <message>
            <source>New surroundings</source>
            <translation>Neue Umgebung</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <source>No checksum of {file} is known. Compare it with its maker's. SHA-256: {digest}</source>
            <translation>Zu {file} ist keine Prüfsumme bekannt. Vergleichen Sie sie mit der des Herstellers. SHA-256: {digest}</translation>
        </message>
        <message>
            <source>No entry has these words.</source>
            <translation>Kein Eintrag enthält diese Wörter.</translation>
        </message>
        <message>
            <source>No face was found by itself. Click {point}.</source>
            <translation>Es wurde kein Gesicht gefunden. Klicken Sie auf {point}.</translation>
        </message>
        <message>
            <source>No face was found in the portrait, so the points of the average face were taken.</source>
            <translation>Im Porträt wurde kein Gesicht gefunden; es gelten die Punkte des Durchschnittsgesichts.</translation>
        </message>
        <message>
            <source>No face was found in the sketch. Draw both eyes, nose and mouth, or click both eyes and the mouth.</source>
            <translation>In der Skizze wurde kein Gesicht gefunden. Zeichnen Sie beide Augen, Nase und Mund, oder klicken Sie beide Augen und den Mund an.</translation>
        </message>
        <message>
            <source>No face was found in this photo. Choose another one, or click the colours.</source>
            <translation>In diesem Foto wurde kein Gesicht gefunden. Wählen Sie ein anderes, oder klicken Sie die Farben an.</translation>
        </message>
        <message>
            <source>No face was found in this photo. Place the points by hand.</source>
            <translation>In diesem Foto wurde kein Gesicht gefunden. Setzen Sie die Punkte von Hand.</translation>
        </message>
        <message>
            <source>No face was found in this sketch. Place the points by hand.</source>
            <translation>In dieser Skizze wurde kein Gesicht gefunden. Setzen Sie die Punkte von Hand.</translation>
        </message>
        <message>
            <source>No face was found in {0}. Place the points by hand, or choose a photo taken from the front.</source>
            <translation>In {0} wurde kein Gesicht gefunden. Setzen Sie die Punkte von Hand, oder wählen Sie ein Foto von vorn.</translation>
        </message>
        <message>
            <source>No keys for this command</source>
            <translation>Keine Tasten für diesen Befehl</translation>
        </message>
        <message>
            <source>No layers</source>
            <translation>Keine Ebenen</translation>
        </message>
        <message>
            <source>No layers yet.
Drag a part onto the face, or double-click one in the library.</source>
            <translation>Noch keine Ebenen.
Ziehen Sie ein Teil auf das Gesicht, oder doppelklicken Sie eines in der Bibliothek.</translation>
        </message>
        <message>
            <source>No overlay is shown. Switch one on in the View menu.</source>
            <translation>Es wird keine Überlagerung gezeigt. Schalten Sie eine im Menü „Ansicht“ ein.</translation>
        </message>
        <message>
            <source>No portrait passes the filter.</source>
            <translation>Kein Porträt besteht den Filter.</translation>
        </message>
        <message>
            <source>No projects yet</source>
            <translation>Noch keine Projekte</translation>
        </message>
        <message>
            <source>No setting is called that. Try another word.</source>
            <translation>Keine Einstellung heißt so. Versuchen Sie ein anderes Wort.</translation>
        </message>
        <message>
            <source>Nobody in the library fits these words.
Try fewer of them.</source>
            <translation>Niemand in der Bibliothek passt zu diesen Wörtern.
Versuchen Sie weniger davon.</translation>
        </message>
        <message>
            <source>None of the donors of this picture is in the library. Use it as a photo.</source>
            <translation>Keiner der Spender dieses Bildes ist in der Bibliothek. Verwenden Sie es als Foto.</translation>
        </message>
        <message>
            <source>None: exports are not signed</source>
            <translation>Keines: Exporte werden nicht signiert</translation>
        </message>
        <message>
            <source>Nose</source>
            <translation>Nase</translation>
        </message>
        <message>
            <source>Note on the run of the chosen portrait</source>
            <translation>Notiz zum Lauf des gewählten Porträts</translation>
        </message>
        <message>
            <source>Note on this run</source>
            <translation>Notiz zu diesem Lauf</translation>
        </message>
        <message>
            <source>Nothing here says where that is. Choose a result of the context engine, or bring in the weights of the face network.</source>
            <translation>Nichts sagt hier, wo das ist. Wählen Sie ein Ergebnis der Umgebungs-Engine, oder importieren Sie die Gewichte des Gesichtsnetzes.</translation>
        </message>
        <message>
            <source>Nothing is marked to be filled. Paint a mask over what is to be completed.</source>
            <translation>Nichts ist zum Füllen markiert. Malen Sie eine Maske über das, was ergänzt werden soll.</translation>
        </message>
        <message>
            <source>Nothing is marked to be filled. Paint over what is to be completed.</source>
            <translation>Nichts ist zum Füllen markiert. Übermalen Sie, was ergänzt werden soll.</translation>
        </message>
        <message>
            <source>Nothing is marked to be painted. Leave something around the face uncovered.</source>
            <translation>Nichts ist zum Malen markiert. Lassen Sie um das Gesicht etwas frei.</translation>
        </message>
        <message>
            <source>Nothing leaves this machine</source>
            <translation>Nichts verlässt diesen Rechner</translation>
        </message>
        <message>
            <source>Nothing of that is to be painted anew. Mark the surroundings of the face first.</source>
            <translation>Davon soll nichts neu gemalt werden. Markieren Sie zuerst die Umgebung des Gesichts.</translation>
        </message>
        <message>
            <source>Nothing that finds landmarks is installed. {0}</source>
            <translation>Nichts, was Landmarken findet, ist installiert. {0}</translation>
        </message>
        <message>
            <source>Nothing went wrong so far.</source>
            <translation>Bisher ging nichts schief.</translation>
        </message>
        <message>
            <source>Nudge {part}</source>
            <translation>{part} schrittweise verschieben</translation>
        </message>
        <message>
            <source>Nudge; with Shift ten times as far</source>
            <translation>Schrittweise verschieben; mit Umschalt zehnmal so weit</translation>
        </message>
        <message>
            <source>Of the certificate, without a password</source>
            <translation>Zum Zertifikat, ohne Passwort</translation>
        </message>
        <message>
            <source>Of variant 1.</source>
            <translation>Zu Variante 1.</translation>
        </message>
        <message>
            <source>Offsets are {0} numbers at most, from {1} to {2}. Change them.</source>
            <translation>Verschiebungen sind höchstens {0} Zahlen von {1} bis {2}. Ändern Sie sie.</translation>
        </message>
        <message>
            <source>Older portraits without a star go first</source>
            <translation>Ältere Porträts ohne Stern gehen zuerst</translation>
        </message>
        <message>
            <source>Olive</source>
            <translation>Oliv</translation>
        </message>
        <message>
            <source>One eye or one brow</source>
            <translation>Ein Auge oder eine Braue</translation>
        </message>
        <message>
            <source>One face was found.</source>
            <translation>Ein Gesicht wurde gefunden.</translation>
        </message>
        <message>
            <source>Only a part of the face is marked, and this engine paints what lies around a face. Choose “{engine}” to fill it.</source>
            <translation>Nur ein Teil des Gesichts ist markiert, und diese Engine malt, was um ein Gesicht herum liegt. Wählen Sie „{engine}“, um ihn zu füllen.</translation>
        </message>
        <message>
            <source>Only starred ones</source>
            <translation>Nur mit Stern</translation>
        </message>
        <message>
            <source>Only the first picture of the file was read.</source>
            <translation>Nur das erste Bild der Datei wurde gelesen.</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>Deckkraft</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Open another copy of it.</source>
            <translation>Öffnen Sie eine andere Kopie davon.</translation>
        </message>
        <message>
            <source>Open as a photo</source>
            <translation>Als Foto öffnen</translation>
        </message>
        <message>
            <source>Open it, mark what is hidden, fill it or try other parts</source>
            <translation>Öffnen, Verdecktes markieren, füllen oder andere Teile ausprobieren</translation>
        </message>
        <message>
            <source>Open photo</source>
            <translation>Foto öffnen</translation>
        </message>
        <message>
            <source>Open photo…</source>
            <translation>Foto öffnen…</translation>
        </message>
        <message>
            <source>Open recent</source>
            <translation>Zuletzt geöffnet</translation>
        </message>
        <message>
            <source>Open sketch</source>
            <translation>Skizze öffnen</translation>
        </message>
        <message>
            <source>Open sketch…</source>
            <translation>Skizze öffnen…</translation>
        </message>
        <message>
            <source>Open this project</source>
            <translation>Dieses Projekt öffnen</translation>
        </message>
        <message>
            <source>Opening the photo and looking for a face…</source>
            <translation>Das Foto wird geöffnet, ein Gesicht gesucht…</translation>
        </message>
        <message>
            <source>Opening the sketch and looking for a face…</source>
            <translation>Die Skizze wird geöffnet und ein Gesicht gesucht…</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>Öffnen…</translation>
        </message>
        <message>
            <source>Origin of pixels</source>
            <translation>Herkunft der Bildpunkte</translation>
        </message>
        <message>
            <source>Outline</source>
            <translation>Umriss</translation>
        </message>
        <message>
            <source>Outlines</source>
            <translation>Umrisse</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>Ausgabe</translation>
        </message>
        <message>
            <source>PSD with layers</source>
            <translation>PSD mit Ebenen</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>Malen</translation>
        </message>
        <message>
            <source>Paint a preview after every change</source>
            <translation>Nach jeder Änderung eine Vorschau malen</translation>
        </message>
        <message>
            <source>Paint away what is not to be filled</source>
            <translation>Wegmalen, was nicht gefüllt werden soll</translation>
        </message>
        <message>
            <source>Paint away what is not to be filled · [ ] or Alt+wheel: size · Space: pan</source>
            <translation>Wegmalen, was nicht gefüllt werden soll · [ ] oder Alt+Rad: Größe · Leertaste: Ansicht verschieben</translation>
        </message>
        <message>
            <source>Paint over what is to be filled</source>
            <translation>Übermalen, was gefüllt werden soll</translation>
        </message>
        <message>
            <source>Paint over what is to be filled · [ ] or Alt+wheel: size · Alt: erase · Space: pan</source>
            <translation>Übermalen, was gefüllt werden soll · [ ] oder Alt+Rad: Größe · Alt: radieren · Leertaste: Ansicht verschieben</translation>
        </message>
        <message>
            <source>Paint over what is to be filled, or drag a part here from the library</source>
            <translation>Übermalen Sie, was gefüllt werden soll, oder ziehen Sie ein Teil aus der Bibliothek hierher</translation>
        </message>
        <message>
            <source>Paint portraits from the parts</source>
            <translation>Porträts aus den Teilen malen</translation>
        </message>
        <message>
            <source>Paint what is to be there · [ ] or Alt+wheel: size · Space: pan</source>
            <translation>Malen, was dort sein soll · [ ] oder Alt+Rad: Größe · Leertaste: verschieben</translation>
        </message>
        <message>
            <source>Paint what is to be where: hair, skin, lips and so on</source>
            <translation>Malen, was wo sein soll: Haare, Haut, Lippen und so weiter</translation>
        </message>
        <message>
            <source>Painting…</source>
            <translation>Wird gemalt…</translation>
        </message>
        <message>
            <source>Painting… {done} of {total}</source>
            <translation>Wird gemalt… {done} von {total}</translation>
        </message>
        <message>
            <source>Pale</source>
            <translation>Blass</translation>
        </message>
        <message>
            <source>Pan</source>
            <translation>Ansicht verschieben</translation>
        </message>
        <message>
            <source>Panels</source>
            <translation>Felder</translation>
        </message>
        <message>
            <source>Parsing of the photo to be</source>
            <translation>Aufteilung des künftigen Fotos</translation>
        </message>
        <message>
            <source>Parsing of the sketch</source>
            <translation>Aufteilung der Skizze</translation>
        </message>
        <message>
            <source>Parts</source>
            <translation>Teile</translation>
        </message>
        <message>
            <source>Parts to face</source>
            <translation>Gesicht aus Teilen</translation>
        </message>
        <message>
            <source>Paste donor photo</source>
            <translation>Spenderfoto einfügen</translation>
        </message>
        <message>
            <source>Pasted photo</source>
            <translation>Eingefügtes Foto</translation>
        </message>
        <message>
            <source>Pencil</source>
            <translation>Bleistift</translation>
        </message>
        <message>
            <source>Perceptual form</source>
            <translation>Form des Wahrnehmungsterms</translation>
        </message>
        <message>
            <source>Perceptual share</source>
            <translation>Anteil der Wahrnehmung</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Fotos</translation>
        </message>
        <message>
            <source>Photos, projects and portraits stay here. FaceForge sends nothing and counts nothing. Every exported picture says in its metadata that it is synthetic.</source>
            <translation>Fotos, Projekte und Porträts bleiben hier. FaceForge sendet nichts und zählt nichts. Jedes exportierte Bild sagt in seinen Metadaten, dass es künstlich ist.</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Place the eyes and the mouth by hand</source>
            <translation>Augen und Mund von Hand setzen</translation>
        </message>
        <message>
            <source>Polygon</source>
            <translation>Vieleck</translation>
        </message>
        <message>
            <source>Porcelain</source>
            <translation>Porzellan</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>Porträt</translation>
        </message>
        <message>
            <source>Portraits appear here. Put parts on the face and press Generate.</source>
            <translation>Hier erscheinen Porträts. Legen Sie Teile auf das Gesicht, und drücken Sie „Erzeugen“.</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Preferences…</source>
            <translation>Einstellungen…</translation>
        </message>
        <message>
            <source>Press Generate to paint the portrait, or switch live preview on</source>
            <translation>Drücken Sie „Erzeugen“, um das Porträt zu malen, oder schalten Sie die Live-Vorschau ein</translation>
        </message>
        <message>
            <source>Press Generate to see what the photo becomes</source>
            <translation>Drücken Sie „Erzeugen“, um zu sehen, was aus dem Foto wird</translation>
        </message>
        <message>
            <source>Press “Generate” on the right, or Ctrl+Enter. Four portraits are painted from the parts.</source>
            <translation>Drücken Sie rechts „Erzeugen“, oder Strg+Eingabe. Aus den Teilen werden vier Porträts gemalt.</translation>
        </message>
        <message>
            <source>Private key</source>
            <translation>Privater Schlüssel</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>Prozessor</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Projects</source>
            <translation>Projekte</translation>
        </message>
        <message>
            <source>Put the chosen portrait on top of the composition</source>
            <translation>Das gewählte Porträt oben auf die Komposition legen</translation>
        </message>
        <message>
            <source>Put the face on top of the composition</source>
            <translation>Das Gesicht oben auf die Komposition legen</translation>
        </message>
        <message>
            <source>Put the parts of its face into your library; a picture made here offers its composition</source>
            <translation>Die Teile des Gesichts in die Bibliothek legen; ein hier gemachtes Bild bietet seine Komposition an</translation>
        </message>
        <message>
            <source>Put the selected part back to its place on the average face</source>
            <translation>Das ausgewählte Teil an seinen Platz im Durchschnittsgesicht zurücklegen</translation>
        </message>
        <message>
            <source>Put the tint that is shown on top of the composition, as a layer</source>
            <translation>Die gezeigte Tönung als Ebene oben auf die Komposition legen</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Qualität</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>Raise</source>
            <translation>Nach oben</translation>
        </message>
        <message>
            <source>Random starts</source>
            <translation>Zufällige Anfänge</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Neu lesen</translation>
        </message>
        <message>
            <source>Read canvas</source>
            <translation>Komposition lesen</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>Die Datei wird gelesen…</translation>
        </message>
        <message>
            <source>Rectangle</source>
            <translation>Rechteck</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Rot</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <source>Redo {step}</source>
            <translation>Wiederholen: {step}</translation>
        </message>
        <message>
            <source>Reference photo</source>
            <translation>Vergleichsfoto</translation>
        </message>
        <message>
            <source>Refit parts</source>
            <translation>Einpassen</translation>
        </message>
        <message>
            <source>Region ▾</source>
            <translation>Bereich ▾</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Remove donor</source>
            <translation>Spender entfernen</translation>
        </message>
        <message>
            <source>Remove the selected layer</source>
            <translation>Die ausgewählte Ebene entfernen</translation>
        </message>
        <message>
            <source>Remove this donor from the library</source>
            <translation>Diesen Spender aus der Bibliothek entfernen</translation>
        </message>
        <message>
            <source>Reorder</source>
            <translation>Umordnen</translation>
        </message>
        <message>
            <source>Repaint its parsing</source>
            <translation>Seine Aufteilung übermalen</translation>
        </message>
        <message>
            <source>Repaint the parsing</source>
            <translation>Aufteilung übermalen</translation>
        </message>
        <message>
            <source>Repair a photo: mark what is hidden and fill it, or try other parts on it</source>
            <translation>Ein Foto reparieren: verdeckte Stellen markieren und füllen, oder andere Teile darauf ausprobieren</translation>
        </message>
        <message>
            <source>Repair this photo</source>
            <translation>Dieses Foto reparieren</translation>
        </message>
        <message>
            <source>Replace {part}</source>
            <translation>{part} ersetzen</translation>
        </message>
        <message>
            <source>Replace…</source>
            <translation>Ersetzen…</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Zurücksetzen</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>Alle zurücksetzen</translation>
        </message>
        <message>
            <source>Reset sliders</source>
            <translation>Regler zurücksetzen</translation>
        </message>
        <message>
            <source>Restore removed donors</source>
            <translation>Entfernte Spender zurückholen</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Ergebnisse</translation>
        </message>
        <message>
            <source>Results and exports</source>
            <translation>Ergebnisse und Exporte</translation>
        </message>
        <message>
            <source>Results in a file</source>
            <translation>Ergebnisse in einer Datei</translation>
        </message>
        <message>
            <source>Results in memory</source>
            <translation>Ergebnisse im Speicher</translation>
        </message>
        <message>
            <source>Right brow</source>
            <translation>Rechte Braue</translation>
        </message>
        <message>
            <source>Right eye</source>
            <translation>Rechtes Auge</translation>
        </message>
        <message>
            <source>Right half</source>
            <translation>Rechte Hälfte</translation>
        </message>
        <message>
            <source>Rose</source>
            <translation>Rosa</translation>
        </message>
        <message>
            <source>Rotate</source>
            <translation>Drehen</translation>
        </message>
        <message>
            <source>Rotate {part}</source>
            <translation>{part} drehen</translation>
        </message>
        <message>
            <source>Rotate; Shift in steps of 15°</source>
            <translation>Drehen; Umschalt in Schritten von 15°</translation>
        </message>
        <message>
            <source>Rub out what is drawn</source>
            <translation>Gezeichnetes ausradieren</translation>
        </message>
        <message>
            <source>Rub out · [ ] or Alt+wheel: size · Space: pan</source>
            <translation>Radieren · [ ] oder Alt+Rad: Größe · Leertaste: verschieben</translation>
        </message>
        <message>
            <source>Rubber</source>
            <translation>Radierer</translation>
        </message>
        <message>
            <source>Run again</source>
            <translation>Noch einmal machen</translation>
        </message>
        <message>
            <source>Sand</source>
            <translation>Sand</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Save as</source>
            <translation>Speichern unter</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Speichern unter…</translation>
        </message>
        <message>
            <source>Save mask</source>
            <translation>Maske speichern</translation>
        </message>
        <message>
            <source>Save mask…</source>
            <translation>Maske speichern…</translation>
        </message>
        <message>
            <source>Save the mask as a picture: white is what is filled</source>
            <translation>Die Maske als Bild speichern: Weiß wird gefüllt</translation>
        </message>
        <message>
            <source>Save the portrait or the composition as a picture</source>
            <translation>Das Porträt oder die Komposition als Bild speichern</translation>
        </message>
        <message>
            <source>Save the sketch as a picture</source>
            <translation>Die Skizze als Bild speichern</translation>
        </message>
        <message>
            <source>Save the tinted picture with its legend</source>
            <translation>Das getönte Bild mit seiner Legende speichern</translation>
        </message>
        <message>
            <source>Saved {file}.</source>
            <translation>{file} wurde gespeichert.</translation>
        </message>
        <message>
            <source>Saved {file}: {width} × {height}, {bits} bits, with its profile. Read again, {number} samples outside the repairs differ from the opened file.</source>
            <translation>{file} gespeichert: {width} × {height}, {bits} Bit, mit seinem Profil. Erneut gelesen weichen außerhalb der Reparaturen {number} Werte von der geöffneten Datei ab.</translation>
        </message>
        <message>
            <source>Saved {file}: {width} × {height}, {bits} bits. Read again, {number} samples outside the repairs differ from the opened file.</source>
            <translation>{file} gespeichert: {width} × {height}, {bits} Bit. Erneut gelesen weichen außerhalb der Reparaturen {number} Werte von der geöffneten Datei ab.</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>Größe ändern</translation>
        </message>
        <message>
            <source>Scale {part}</source>
            <translation>Größe ändern: {part}</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suche</translation>
        </message>
        <message>
            <source>Search commands or keys</source>
            <translation>Befehle oder Tasten suchen</translation>
        </message>
        <message>
            <source>Search donors</source>
            <translation>Spender suchen</translation>
        </message>
        <message>
            <source>Search settings</source>
            <translation>Einstellungen suchen</translation>
        </message>
        <message>
            <source>Search the help</source>
            <translation>Die Hilfe durchsuchen</translation>
        </message>
        <message>
            <source>Search the log</source>
            <translation>Das Protokoll durchsuchen</translation>
        </message>
        <message>
            <source>Search, e.g. female smiling</source>
            <translation>Suchen, z. B. female smiling</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Startwert</translation>
        </message>
        <message>
            <source>Set</source>
            <translation>Setzen</translation>
        </message>
        <message>
            <source>Shaded pencil</source>
            <translation>Schattierter Bleistift</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>Form</translation>
        </message>
        <message>
            <source>Show every donor again that came with FaceForge</source>
            <translation>Alle Spender wieder zeigen, die mit FaceForge kamen</translation>
        </message>
        <message>
            <source>Show layer</source>
            <translation>Ebene einblenden</translation>
        </message>
        <message>
            <source>Show mask</source>
            <translation>Maske zeigen</translation>
        </message>
        <message>
            <source>Show me how</source>
            <translation>Zeigen Sie mir, wie es geht</translation>
        </message>
        <message>
            <source>Show only the portraits that have a star</source>
            <translation>Nur die Porträts mit Stern zeigen</translation>
        </message>
        <message>
            <source>Show or hide the mask</source>
            <translation>Die Maske zeigen oder verbergen</translation>
        </message>
        <message>
            <source>Show or hide the repainted parsing</source>
            <translation>Die übermalte Aufteilung zeigen oder ausblenden</translation>
        </message>
        <message>
            <source>Show other parts of this kind; double-click one to take this one's place</source>
            <translation>Andere Teile dieser Art zeigen; ein Doppelklick setzt eines an die Stelle von diesem</translation>
        </message>
        <message>
            <source>Show parsing</source>
            <translation>Aufteilung zeigen</translation>
        </message>
        <message>
            <source>Show portraits of</source>
            <translation>Porträts zeigen von</translation>
        </message>
        <message>
            <source>Show the composition</source>
            <translation>Die Komposition zeigen</translation>
        </message>
        <message>
            <source>Show the composition and the portrait side by side</source>
            <translation>Komposition und Porträt nebeneinander zeigen</translation>
        </message>
        <message>
            <source>Show the face of a photo as large as possible</source>
            <translation>Das Gesicht eines Fotos so groß wie möglich zeigen</translation>
        </message>
        <message>
            <source>Show the portrait</source>
            <translation>Das Porträt zeigen</translation>
        </message>
        <message>
            <source>Show the whole face</source>
            <translation>Das ganze Gesicht zeigen</translation>
        </message>
        <message>
            <source>Show where the variants of a run differ</source>
            <translation>Zeigen, wo sich die Varianten eines Laufs unterscheiden</translation>
        </message>
        <message>
            <source>Shrink</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <source>Shrink mask</source>
            <translation>Maske verkleinern</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>Nebeneinander</translation>
        </message>
        <message>
            <source>Single ▾</source>
            <translation>Einzeln ▾</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>Size of the tool</source>
            <translation>Größe des Werkzeugs</translation>
        </message>
        <message>
            <source>Sketch</source>
            <translation>Skizze</translation>
        </message>
        <message>
            <source>Sketch to photo</source>
            <translation>Zeichnung zu Foto</translation>
        </message>
        <message>
            <source>Skin</source>
            <translation>Haut</translation>
        </message>
        <message>
            <source>Skin tone</source>
            <translation>Hautton</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Überspringen</translation>
        </message>
        <message>
            <source>Slide</source>
            <translation>Schieben</translation>
        </message>
        <message>
            <source>Smear what is drawn</source>
            <translation>Gezeichnetes verwischen</translation>
        </message>
        <message>
            <source>Smear what is drawn · [ ] or Alt+wheel: size · Space: pan</source>
            <translation>Verwischen · [ ] oder Alt+Rad: Größe · Leertaste: verschieben</translation>
        </message>
        <message>
            <source>Smudge</source>
            <translation>Wischer</translation>
        </message>
        <message>
            <source>Something unexpected went wrong ({kind}). The log has the details; try again, or with other options.</source>
            <translation>Etwas Unerwartetes ging schief ({kind}). Einzelheiten stehen im Protokoll; versuchen Sie es noch einmal oder mit anderen Optionen.</translation>
        </message>
        <message>
            <source>Space + drag, middle button</source>
            <translation>Leertaste + Ziehen, mittlere Taste</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Geteilt</translation>
        </message>
        <message>
            <source>Split {part}</source>
            <translation>{part} trennen</translation>
        </message>
        <message>
            <source>Star</source>
            <translation>Stern</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Los geht’s</translation>
        </message>
        <message>
            <source>Start again from the average face</source>
            <translation>Mit dem Durchschnittsgesicht neu beginnen</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <source>Stop the run that is under way</source>
            <translation>Den laufenden Lauf anhalten</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <source>Strength of the difference</source>
            <translation>Stärke des Unterschieds</translation>
        </message>
        <message>
            <source>Subtract</source>
            <translation>Abziehen</translation>
        </message>
        <message>
            <source>Symmetry</source>
            <translation>Symmetrie</translation>
        </message>
        <message>
            <source>Symmetry completion</source>
            <translation>Ergänzung durch Symmetrie</translation>
        </message>
        <message>
            <source>Tab</source>
            <translation>Tab</translation>
        </message>
        <message>
            <source>Take the colours of the face in a photo</source>
            <translation>Die Farben des Gesichts in einem Foto übernehmen</translation>
        </message>
        <message>
            <source>Take the last step back</source>
            <translation>Den letzten Schritt zurücknehmen</translation>
        </message>
        <message>
            <source>Tan</source>
            <translation>Gebräunt</translation>
        </message>
        <message>
            <source>The average face {0} cannot be read. Install FaceForge again.</source>
            <translation>Das Durchschnittsgesicht {0} kann nicht gelesen werden. Installieren Sie FaceForge neu.</translation>
        </message>
        <message>
            <source>The background of the chosen result stays; the rest of the surroundings can be painted again</source>
            <translation>Der Hintergrund des gewählten Ergebnisses bleibt; der Rest der Umgebung kann neu gemalt werden</translation>
        </message>
        <message>
            <source>The chosen portrait becomes a photo whose parts can be marked, filled and replaced</source>
            <translation>Das gewählte Porträt wird ein Foto, dessen Teile markiert, gefüllt und ersetzt werden können</translation>
        </message>
        <message>
            <source>The chosen portrait becomes {file}.</source>
            <translation>Das gewählte Porträt wird zu {file}.</translation>
        </message>
        <message>
            <source>The colour of the {0} is not red, green and blue between 0 and 1. Choose it again.</source>
            <translation>Die Farbe von {0} ist nicht Rot, Grün und Blau zwischen 0 und 1. Wählen Sie sie neu.</translation>
        </message>
        <message>
            <source>The colour of the {0} must be red, green and blue between 0 and 1.</source>
            <translation>Die Farbe von {0} muss Rot, Grün und Blau zwischen 0 und 1 sein.</translation>
        </message>
        <message>
            <source>The colour profile could not be used; colours may be off.</source>
            <translation>Das Farbprofil war nicht zu gebrauchen; Farben können abweichen.</translation>
        </message>
        <message>
            <source>The command is on the clipboard.</source>
            <translation>Der Befehl ist in der Zwischenablage.</translation>
        </message>
        <message>
            <source>The command line that makes the chosen portrait again</source>
            <translation>Die Befehlszeile, die das gewählte Porträt noch einmal macht</translation>
        </message>
        <message>
            <source>The command line that paints this composition with these options</source>
            <translation>Die Befehlszeile, die diese Komposition mit diesen Optionen malt</translation>
        </message>
        <message>
            <source>The device ran out of memory. Ask for fewer variants, or choose the CPU in the settings.</source>
            <translation>Dem Gerät ging der Speicher aus. Verlangen Sie weniger Varianten, oder wählen Sie in den Einstellungen die CPU.</translation>
        </message>
        <message>
            <source>The disk is full, so {0} was not written. Free some space or choose another folder.</source>
            <translation>Der Datenträger ist voll, deshalb wurde {0} nicht geschrieben. Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <source>The document has changed since this result was made; it was put on top of the newer work.</source>
            <translation>Die Komposition hat sich seit diesem Ergebnis geändert; es wurde oben auf die neuere Arbeit gelegt.</translation>
        </message>
        <message>
            <source>The donor is in the library now, with your own at the top of the list.</source>
            <translation>Der Spender ist jetzt in der Bibliothek, bei Ihren eigenen am Anfang der Liste.</translation>
        </message>
        <message>
            <source>The donor's files in {0} could not be deleted ({1}). Delete them by hand.</source>
            <translation>Die Dateien des Spenders in {0} konnten nicht gelöscht werden ({1}). Löschen Sie sie von Hand.</translation>
        </message>
        <message>
            <source>The engine that paints surroundings is not installed. Bring in its weights with File ▸ Engines.</source>
            <translation>Die Engine, die Umgebungen malt, ist nicht installiert. Importieren Sie ihre Gewichte unter Datei ▸ Engines.</translation>
        </message>
        <message>
            <source>The engine's weights are missing: there is no {0}. Train or import them, or choose another weights folder.</source>
            <translation>Die Gewichte der Engine fehlen: {0} gibt es nicht. Trainieren oder importieren Sie sie, oder wählen Sie einen anderen Gewichte-Ordner.</translation>
        </message>
        <message>
            <source>The eye or brow on the other side follows, mirrored</source>
            <translation>Das Auge oder die Braue auf der anderen Seite folgt gespiegelt</translation>
        </message>
        <message>
            <source>The face as it is now</source>
            <translation>Das Gesicht, wie es jetzt ist</translation>
        </message>
        <message>
            <source>The face being composed. Tab goes from part to part, arrow keys move the chosen one.</source>
            <translation>Das Gesicht, das zusammengesetzt wird. Tab geht von Teil zu Teil, Pfeiltasten verschieben das gewählte.</translation>
        </message>
        <message>
            <source>The face detector failed ({0}). Place the points by hand.</source>
            <translation>Die Gesichtserkennung ist gescheitert ({0}). Setzen Sie die Punkte von Hand.</translation>
        </message>
        <message>
            <source>The face detector stopped on this photo. Try a smaller copy, or place the points by hand.</source>
            <translation>Die Gesichtserkennung blieb bei diesem Foto stehen. Versuchen Sie eine kleinere Kopie, oder setzen Sie die Punkte von Hand.</translation>
        </message>
        <message>
            <source>The face network sees no {0} here. Mark it with the lasso.</source>
            <translation>Das Gesichtsnetz sieht hier nichts von: {0}. Markieren Sie es mit dem Lasso.</translation>
        </message>
        <message>
            <source>The face was changed while {name} was being read, so it was not opened. Open it again.</source>
            <translation>Das Gesicht wurde geändert, während {name} gelesen wurde, und die Datei deshalb nicht geöffnet. Öffnen Sie sie noch einmal.</translation>
        </message>
        <message>
            <source>The file says in its metadata that it shows a synthetic face, and how it was made.</source>
            <translation>Die Datei sagt in ihren Metadaten, dass sie ein künstliches Gesicht zeigt und wie es gemacht wurde.</translation>
        </message>
        <message>
            <source>The file says in its metadata that it shows a synthetic face, and nothing else.</source>
            <translation>Die Datei sagt in ihren Metadaten, dass sie ein künstliches Gesicht zeigt, und sonst nichts.</translation>
        </message>
        <message>
            <source>The files that face detection needs are not installed. {0}</source>
            <translation>Die Dateien, die die Gesichtserkennung braucht, sind nicht installiert. {0}</translation>
        </message>
        <message>
            <source>The folder {0} cannot be written to. Choose another folder.</source>
            <translation>In den Ordner {0} kann nicht geschrieben werden. Wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <source>The hair of the chosen result stays; the rest of the surroundings can be painted again</source>
            <translation>Die Haare des gewählten Ergebnisses bleiben; der Rest der Umgebung kann neu gemalt werden</translation>
        </message>
        <message>
            <source>The image cannot be written as {0}: {1}. Choose PNG.</source>
            <translation>Das Bild kann nicht als {0} geschrieben werden: {1}. Wählen Sie PNG.</translation>
        </message>
        <message>
            <source>The keys of every command</source>
            <translation>Die Tasten jedes Befehls</translation>
        </message>
        <message>
            <source>The keys that every command came with</source>
            <translation>Die ursprünglichen Tasten aller Befehle</translation>
        </message>
        <message>
            <source>The keys this command came with</source>
            <translation>Die ursprünglichen Tasten dieses Befehls</translation>
        </message>
        <message>
            <source>The library in {0} cannot be read. Install FaceForge again.</source>
            <translation>Die Bibliothek in {0} kann nicht gelesen werden. Installieren Sie FaceForge neu.</translation>
        </message>
        <message>
            <source>The library is empty.</source>
            <translation>Die Bibliothek ist leer.</translation>
        </message>
        <message>
            <source>The library is empty.
Add a donor photo to begin.</source>
            <translation>Die Bibliothek ist leer.
Fügen Sie für den Anfang ein Spenderfoto hinzu.</translation>
        </message>
        <message>
            <source>The log stays on this machine. It may name your files; “faceforge doctor --report FILE” writes a report that names none.</source>
            <translation>Das Protokoll bleibt auf diesem Rechner. Es kann Ihre Dateien nennen; „faceforge doctor --report DATEI“ schreibt einen Bericht, der keine nennt.</translation>
        </message>
        <message>
            <source>The mask covers the whole face. Leave some of it visible.</source>
            <translation>Die Maske bedeckt das ganze Gesicht. Lassen Sie etwas davon sichtbar.</translation>
        </message>
        <message>
            <source>The mask covers the whole picture. Keep at least the face.</source>
            <translation>Die Maske bedeckt das ganze Bild. Behalten Sie mindestens das Gesicht.</translation>
        </message>
        <message>
            <source>The mask covers the whole picture. Leave some of the face visible.</source>
            <translation>Die Maske bedeckt das ganze Bild. Lassen Sie etwas vom Gesicht sichtbar.</translation>
        </message>
        <message>
            <source>The mask is {0} x {1} pixels and the photo {2} x {3}. Use a mask of the photo's size.</source>
            <translation>Die Maske hat {0} x {1} Pixel und das Foto {2} x {3}. Verwenden Sie eine Maske von der Größe des Fotos.</translation>
        </message>
        <message>
            <source>The mask lies beside the face. Paint it over the face, or choose another face of the photo.</source>
            <translation>Die Maske liegt neben dem Gesicht. Malen Sie sie über das Gesicht, oder wählen Sie ein anderes Gesicht des Fotos.</translation>
        </message>
        <message>
            <source>The mask lies beside what this engine knows, the face from the brows to the chin. Paint over the face, or choose another engine.</source>
            <translation>Die Maske liegt neben dem, was diese Engine kennt, dem Gesicht von den Brauen bis zum Kinn. Malen Sie über das Gesicht, oder wählen Sie eine andere Engine.</translation>
        </message>
        <message>
            <source>The mouth does not lie where the eyes say it should. Place the points on both eyes and on the mouth.</source>
            <translation>Der Mund liegt nicht dort, wo er nach den Augen liegen sollte. Setzen Sie die Punkte auf beide Augen und den Mund.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the context engine ({0}). Choose other weights.</source>
            <translation>Die Netzkonfiguration gehört nicht zur Kontext-Engine ({0}). Wählen Sie andere Gewichte.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the face network ({0}). Choose other weights.</source>
            <translation>Die Netzkonfiguration gehört nicht zum Gesichtsnetz ({0}). Wählen Sie andere Gewichte.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the latent engine ({0}). Choose other weights.</source>
            <translation>Die Netzkonfiguration gehört nicht zur latenten Engine ({0}). Wählen Sie andere Gewichte.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the parts engine ({0}). Choose other weights.</source>
            <translation>Die Netzkonfiguration gehört nicht zur Teile-Engine ({0}). Wählen Sie andere Gewichte.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the sketch engine ({0}). Choose other weights.</source>
            <translation>Die Netzkonfiguration gehört nicht zur Skizzen-Engine ({0}). Wählen Sie andere Gewichte.</translation>
        </message>
        <message>
            <source>The network configuration is not one of the symmetry engine ({0}). Choose other weights.</source>
            <translation>Die Netzkonfiguration gehört nicht zur Symmetrie-Engine ({0}). Wählen Sie andere Gewichte.</translation>
        </message>
        <message>
            <source>The next part</source>
            <translation>Das nächste Teil</translation>
        </message>
        <message>
            <source>The parsing must be a map of classes 0 to {0}. Reset it, or paint it again.</source>
            <translation>Die Zerlegung muss eine Karte der Klassen 0 bis {0} sein. Setzen Sie sie zurück, oder malen Sie sie neu.</translation>
        </message>
        <message>
            <source>The photo in the library is deleted and cannot be brought back. Layers that use it stay.</source>
            <translation>Das Foto in der Bibliothek wird gelöscht und kann nicht zurückgeholt werden. Ebenen, die es verwenden, bleiben.</translation>
        </message>
        <message>
            <source>The photo is {0} x {1} and not square. Bring it into the face frame first.</source>
            <translation>Das Foto hat {0} x {1} Pixel und ist nicht quadratisch. Bringen Sie es zuerst in den Gesichtsrahmen.</translation>
        </message>
        <message>
            <source>The photo was changed meanwhile, so nothing was done. Try again.</source>
            <translation>Das Foto wurde inzwischen geändert, deshalb geschah nichts. Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The picture is not square. Align the face first.</source>
            <translation>Das Bild ist nicht quadratisch. Richten Sie zuerst das Gesicht aus.</translation>
        </message>
        <message>
            <source>The picture was changed meanwhile, so nothing was done. Try again.</source>
            <translation>Das Bild wurde inzwischen geändert, darum geschah nichts. Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The private key cannot be read. Choose a PEM file without a password in the settings.</source>
            <translation>Der private Schlüssel kann nicht gelesen werden. Wählen Sie in den Einstellungen eine PEM-Datei ohne Passwort.</translation>
        </message>
        <message>
            <source>The program is licensed under the Apache License 2.0. Donors and weights have licences of their own: see the other pages.</source>
            <translation>Das Programm steht unter der Apache-Lizenz 2.0. Spender und Gewichte haben eigene Lizenzen: siehe die anderen Seiten.</translation>
        </message>
        <message>
            <source>The project holds more than a file can. Delete some results and save again.</source>
            <translation>Das Projekt enthält mehr, als eine Datei fasst. Löschen Sie einige Ergebnisse und speichern Sie erneut.</translation>
        </message>
        <message>
            <source>The recipe of this picture cannot be followed. Choose another file.</source>
            <translation>Dem Rezept dieses Bildes kann nicht gefolgt werden. Wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>The recipe of this picture does not hold all that is needed to make it again. Choose another file.</source>
            <translation>Das Rezept dieses Bildes enthält nicht alles, um es neu zu erzeugen. Wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>The recipe of this picture holds no parts that can be placed. Use it as a photo.</source>
            <translation>Das Rezept dieses Bildes enthält keine Teile, die sich platzieren lassen. Verwenden Sie es als Foto.</translation>
        </message>
        <message>
            <source>The result is in the photo now. Hold B to see the photo as it was opened.</source>
            <translation>Das Ergebnis ist jetzt im Foto. Halten Sie B, um das Foto zu sehen, wie es geöffnet wurde.</translation>
        </message>
        <message>
            <source>The same seed draws the same faces</source>
            <translation>Derselbe Startwert zieht dieselben Gesichter</translation>
        </message>
        <message>
            <source>The same seed gives the same completions</source>
            <translation>Derselbe Startwert ergibt dieselben Ergänzungen</translation>
        </message>
        <message>
            <source>The same seed gives the same faces</source>
            <translation>Derselbe Startwert gibt dieselben Gesichter</translation>
        </message>
        <message>
            <source>The same seed gives the same photos</source>
            <translation>Derselbe Startwert ergibt dieselben Fotos</translation>
        </message>
        <message>
            <source>The same seed gives the same portraits</source>
            <translation>Derselbe Startwert ergibt dieselben Porträts</translation>
        </message>
        <message>
            <source>The same seed gives the same surroundings</source>
            <translation>Derselbe Startwert ergibt dieselbe Umgebung</translation>
        </message>
        <message>
            <source>The shard {0} cannot be read ({1}). Copy it again.</source>
            <translation>Der Shard {0} kann nicht gelesen werden ({1}). Kopieren Sie ihn neu.</translation>
        </message>
        <message>
            <source>The sketch as it was read</source>
            <translation>Die Skizze, wie sie gelesen wurde</translation>
        </message>
        <message>
            <source>The sketch is {0} x {1} and not square. Bring it into the face frame first.</source>
            <translation>Die Skizze hat {0} x {1} Pixel und ist nicht quadratisch. Bringen Sie sie zuerst in den Gesichtsrahmen.</translation>
        </message>
        <message>
            <source>The tensors in {0} do not fit the network its card describes. Copy or download it again.</source>
            <translation>Die Tensoren in {0} passen nicht zu dem Netz, das die Karte beschreibt. Kopieren oder laden Sie die Datei neu.</translation>
        </message>
        <message>
            <source>The two eyes lie on one another. Place one point on the centre of each eye.</source>
            <translation>Die beiden Augen liegen aufeinander. Setzen Sie je einen Punkt auf die Mitte jedes Auges.</translation>
        </message>
        <message>
            <source>The weights that made this portrait ({0}) are not here. Import them under “Engines…” first.</source>
            <translation>Die Gewichte, mit denen dieses Porträt entstand ({0}), sind nicht da. Importieren Sie sie zuerst unter „Engines…“.</translation>
        </message>
        <message>
            <source>The {0} must be a float32 array (height, width, 3), not {1} {2}.</source>
            <translation>{0}: float32-Feld (Höhe, Breite, 3) verlangt, nicht {1} {2}.</translation>
        </message>
        <message>
            <source>The {0} must be a float32 array {1}, not {2} {3}.</source>
            <translation>{0}: float32-Feld {1} verlangt, nicht {2} {3}.</translation>
        </message>
        <message>
            <source>The {0} must have values between 0 and 1.</source>
            <translation>{0}: Werte zwischen 0 und 1 verlangt.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Farbschema</translation>
        </message>
        <message>
            <source>Theme, device and folders</source>
            <translation>Farbschema, Gerät und Ordner</translation>
        </message>
        <message>
            <source>There are no weights. Import a file under “Engines…” in the File menu.</source>
            <translation>Es gibt keine Gewichte. Importieren Sie eine Datei unter „Engines…“ im Menü „Datei“.</translation>
        </message>
        <message>
            <source>There is no colour of {0}. Give colours of {1}.</source>
            <translation>Eine Farbe für {0} gibt es nicht. Geben Sie Farben für {1} an.</translation>
        </message>
        <message>
            <source>There is no command for {0} yet. Use the window.</source>
            <translation>Für {0} gibt es noch keinen Befehl. Verwenden Sie das Fenster.</translation>
        </message>
        <message>
            <source>There is no context network {0} of {1} px. Choose other weights.</source>
            <translation>Ein Kontext-Netz {0} mit {1} px gibt es nicht. Wählen Sie andere Gewichte.</translation>
        </message>
        <message>
            <source>There is no device {0}. Choose one of {1}.</source>
            <translation>Ein Gerät {0} gibt es nicht. Wählen Sie eines von {1}.</translation>
        </message>
        <message>
            <source>There is no donor {0} in the library. Choose another one.</source>
            <translation>Einen Spender {0} gibt es in der Bibliothek nicht. Wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>There is no engine '{0}'. Choose one of {1}.</source>
            <translation>Eine Engine „{0}“ gibt es nicht. Wählen Sie eine von {1}.</translation>
        </message>
        <message>
            <source>There is no engine that makes a photo of a sketch yet. Draw and save; it can be made once the engine is there.</source>
            <translation>Es gibt noch keine Engine, die aus einer Skizze ein Foto macht. Zeichnen und speichern Sie; das Foto entsteht, sobald die Engine da ist.</translation>
        </message>
        <message>
            <source>There is no example for this engine, so its speed cannot be measured. Time a run of your own.</source>
            <translation>Für diese Engine gibt es kein Beispiel, deshalb lässt sich ihr Tempo nicht messen. Messen Sie einen eigenen Lauf.</translation>
        </message>
        <message>
            <source>There is no file {0}. Check the path.</source>
            <translation>Eine Datei {0} gibt es nicht. Prüfen Sie den Pfad.</translation>
        </message>
        <message>
            <source>There is no file {0}. Check whether it was moved or renamed.</source>
            <translation>Eine Datei {0} gibt es nicht. Prüfen Sie, ob sie verschoben oder umbenannt wurde.</translation>
        </message>
        <message>
            <source>There is no latent network {0} {1}. Choose other weights.</source>
            <translation>Ein latentes Netz {0} {1} gibt es nicht. Wählen Sie andere Gewichte.</translation>
        </message>
        <message>
            <source>There is no parsing to repaint yet. Generate a portrait, then choose “Repaint its parsing”.</source>
            <translation>Es gibt noch keine Aufteilung zum Übermalen. Erzeugen Sie ein Porträt und wählen Sie dann „Seine Aufteilung übermalen“.</translation>
        </message>
        <message>
            <source>There is no part on the canvas. Place at least one part from the library.</source>
            <translation>Auf der Fläche liegt kein Teil. Legen Sie mindestens eines aus der Bibliothek darauf.</translation>
        </message>
        <message>
            <source>There is no parts network {0}. Use styled or paper.</source>
            <translation>Ein Teile-Netz {0} gibt es nicht. Verwenden Sie styled oder paper.</translation>
        </message>
        <message>
            <source>There is no photo to give new surroundings. Open one, or work on a portrait as a photo.</source>
            <translation>Es gibt kein Foto, das eine neue Umgebung bekommen könnte. Öffnen Sie eines, oder bearbeiten Sie ein Porträt als Foto.</translation>
        </message>
        <message>
            <source>There is no picture on the clipboard. Copy one, then paste it here.</source>
            <translation>In der Zwischenablage ist kein Bild. Kopieren Sie eines, und fügen Sie es dann hier ein.</translation>
        </message>
        <message>
            <source>There is no portrait to work on. Generate one first.</source>
            <translation>Es gibt noch kein Porträt. Erzeugen Sie zuerst eines.</translation>
        </message>
        <message>
            <source>There is no portrait yet. Generate one, or open a photo.</source>
            <translation>Es gibt noch kein Porträt. Erzeugen Sie eines, oder öffnen Sie ein Foto.</translation>
        </message>
        <message>
            <source>There is no sketch network {0}. Choose other weights.</source>
            <translation>Ein Skizzen-Netz {0} gibt es nicht. Wählen Sie andere Gewichte.</translation>
        </message>
        <message>
            <source>There is no sketch on the sheet. Draw a face with the pencil, or open a sketch.</source>
            <translation>Auf dem Blatt ist keine Skizze. Zeichnen Sie mit dem Stift ein Gesicht, oder öffnen Sie eine Skizze.</translation>
        </message>
        <message>
            <source>There is no sketch style {0}. Use one of {1}.</source>
            <translation>Einen Skizzenstil {0} gibt es nicht. Verwenden Sie einen von {1}.</translation>
        </message>
        <message>
            <source>There is no symmetry network {0} {1}. Choose other weights.</source>
            <translation>Ein Symmetrie-Netz {0} {1} gibt es nicht. Wählen Sie andere Gewichte.</translation>
        </message>
        <message>
            <source>There is no visible part on the face. Drag one from the library onto it.</source>
            <translation>Auf dem Gesicht ist kein Teil sichtbar. Ziehen Sie eines aus der Bibliothek darauf.</translation>
        </message>
        <message>
            <source>There is no wish for the colour of {0}. Use {1}.</source>
            <translation>Einen Farbwunsch für {0} gibt es nicht. Verwenden Sie {1}.</translation>
        </message>
        <message>
            <source>There is nothing on the sheet. Draw a face, or open a sketch.</source>
            <translation>Auf dem Blatt ist nichts. Zeichnen Sie ein Gesicht, oder öffnen Sie eine Skizze.</translation>
        </message>
        <message>
            <source>These keys as well</source>
            <translation>Diese Tasten zusätzlich</translation>
        </message>
        <message>
            <source>These keys instead of the command's own</source>
            <translation>Diese Tasten anstelle der bisherigen</translation>
        </message>
        <message>
            <source>These weights cannot read a photo. Choose drawn faces, or other weights.</source>
            <translation>Diese Gewichte können kein Foto lesen. Wählen Sie gezogene Gesichter oder andere Gewichte.</translation>
        </message>
        <message>
            <source>This engine cannot work on this document. Choose another engine.</source>
            <translation>Diese Engine kann mit diesem Dokument nicht arbeiten. Wählen Sie eine andere.</translation>
        </message>
        <message>
            <source>This is an average face. Choose “Eyes” above the library, then double-click a person's eyes, or press Enter on them.</source>
            <translation>Dies ist ein Durchschnittsgesicht. Wählen Sie über der Bibliothek „Augen“ und doppelklicken Sie die Augen einer Person, oder drücken Sie darauf die Eingabetaste.</translation>
        </message>
        <message>
            <source>This looks like a photo and not like a sketch. Open it as a photo, or draw a sketch of it first with 'faceforge draw'.</source>
            <translation>Das sieht nach einem Foto aus und nicht nach einer Skizze. Öffnen Sie es als Foto, oder zeichnen Sie zuerst mit „faceforge draw“ eine Skizze davon.</translation>
        </message>
        <message>
            <source>This machine has no {0} device that torch can use. Choose auto or cpu.</source>
            <translation>Dieser Rechner hat kein {0}-Gerät, das torch verwenden kann. Wählen Sie auto oder cpu.</translation>
        </message>
        <message>
            <source>This photo was opened as a donor. Open it to repair it.</source>
            <translation>Dieses Foto wurde als Spender geöffnet. Öffnen Sie es, um es zu reparieren.</translation>
        </message>
        <message>
            <source>This picture was made in {0}, which its recipe does not hold. Start from that photo.</source>
            <translation>Dieses Bild entstand in {0}, das sein Rezept nicht enthält. Gehen Sie von jenem Foto aus.</translation>
        </message>
        <message>
            <source>This result came without further pictures.</source>
            <translation>Dieses Ergebnis kam ohne weitere Bilder.</translation>
        </message>
        <message>
            <source>This result was made from another photo. Open that one to use it.</source>
            <translation>Dieses Ergebnis entstand aus einem anderen Foto. Öffnen Sie jenes, um es zu verwenden.</translation>
        </message>
        <message>
            <source>This run has one portrait. Generate several to see where they disagree.</source>
            <translation>Dieser Lauf hat nur ein Porträt. Erzeugen Sie mehrere, um zu sehen, wo sie sich uneinig sind.</translation>
        </message>
        <message>
            <source>This work has been opened in another FaceForge window. Look there.</source>
            <translation>Diese Arbeit ist in einem anderen FaceForge-Fenster geöffnet. Sehen Sie dort nach.</translation>
        </message>
        <message>
            <source>Time one run of the bundled example on this machine</source>
            <translation>Die Zeit eines Laufs mit dem mitgelieferten Beispiel auf diesem Rechner messen</translation>
        </message>
        <message>
            <source>Tint every pixel by where it comes from</source>
            <translation>Jeden Bildpunkt nach seiner Herkunft tönen</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <source>Transparent areas were laid on white.</source>
            <translation>Durchsichtige Bereiche wurden auf Weiß gelegt.</translation>
        </message>
        <message>
            <source>Turn into a sketch</source>
            <translation>In eine Skizze verwandeln</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Undo {step}</source>
            <translation>Rückgängig: {step}</translation>
        </message>
        <message>
            <source>Unsaved work cannot be kept in {0} ({1}). Save your project often.</source>
            <translation>Ungespeicherte Arbeit kann in {0} nicht aufbewahrt werden ({1}). Speichern Sie Ihr Projekt oft.</translation>
        </message>
        <message>
            <source>Unsaved work cannot be kept in {0}. Save your project often.</source>
            <translation>Ungespeicherte Arbeit kann in {0} nicht aufbewahrt werden. Speichern Sie Ihr Projekt oft.</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>Unbenannt</translation>
        </message>
        <message>
            <source>Use a picture as mask: white is what is filled</source>
            <translation>Ein Bild als Maske verwenden: Weiß wird gefüllt</translation>
        </message>
        <message>
            <source>Use as layer</source>
            <translation>Als Ebene verwenden</translation>
        </message>
        <message>
            <source>Use as mask</source>
            <translation>Als Maske verwenden</translation>
        </message>
        <message>
            <source>Use its composition</source>
            <translation>Seine Komposition verwenden</translation>
        </message>
        <message>
            <source>Use portrait as photo</source>
            <translation>Porträt als Foto verwenden</translation>
        </message>
        <message>
            <source>Use recipe</source>
            <translation>Rezept verwenden</translation>
        </message>
        <message>
            <source>Use the part; with Shift as a further layer</source>
            <translation>Das Teil verwenden; mit Umschalt als weitere Ebene</translation>
        </message>
        <message>
            <source>Use the picture on the clipboard as a donor photo</source>
            <translation>Das Bild in der Zwischenablage als Spenderfoto verwenden</translation>
        </message>
        <message>
            <source>Use this face</source>
            <translation>Dieses Gesicht verwenden</translation>
        </message>
        <message>
            <source>Use this part</source>
            <translation>Dieses Teil verwenden</translation>
        </message>
        <message>
            <source>Used from the next start on</source>
            <translation>Gilt ab dem nächsten Start</translation>
        </message>
        <message>
            <source>Variant {number}</source>
            <translation>Variante {number}</translation>
        </message>
        <message>
            <source>Variant {number}, made again</source>
            <translation>Variante {number}, noch einmal gemacht</translation>
        </message>
        <message>
            <source>Variants</source>
            <translation>Varianten</translation>
        </message>
        <message>
            <source>Variety</source>
            <translation>Vielfalt</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>Prüfen</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Ansicht</translation>
        </message>
        <message>
            <source>Warnings and errors</source>
            <translation>Warnungen und Fehler</translation>
        </message>
        <message>
            <source>Warped mirror</source>
            <translation>Verformtes Spiegelbild</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>Gewichte</translation>
        </message>
        <message>
            <source>Weights of {engine}</source>
            <translation>Gewichte von {engine}</translation>
        </message>
        <message>
            <source>Weights, their licence and quality</source>
            <translation>Gewichte, ihre Lizenz und Qualität</translation>
        </message>
        <message>
            <source>Weights, their licence and quality, and the speed on this machine</source>
            <translation>Gewichte, ihre Lizenz und Qualität, und das Tempo auf diesem Rechner</translation>
        </message>
        <message>
            <source>Welcome to FaceForge</source>
            <translation>Willkommen bei FaceForge</translation>
        </message>
        <message>
            <source>What FaceForge is for</source>
            <translation>Wofür FaceForge da ist</translation>
        </message>
        <message>
            <source>What differs, made stronger</source>
            <translation>Was sich unterscheidet, verstärkt</translation>
        </message>
        <message>
            <source>What finds the points of a face; dlib's model excludes commercial use</source>
            <translation>Was die Punkte eines Gesichts findet; das Modell von dlib schließt kommerzielle Nutzung aus</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Was geschieht</translation>
        </message>
        <message>
            <source>What is hidden, from a face of nobody that fits what is visible; several answers to one hole</source>
            <translation>Was verborgen ist, aus einem Gesicht von niemandem, das zum Sichtbaren passt; mehrere Antworten auf eine Lücke</translation>
        </message>
        <message>
            <source>What is open now can be saved first</source>
            <translation>Was jetzt offen ist, kann vorher gesichert werden</translation>
        </message>
        <message>
            <source>What it is for</source>
            <translation>Wofür es da ist</translation>
        </message>
        <message>
            <source>What it is for, and what it is not for</source>
            <translation>Wofür es da ist und wofür nicht</translation>
        </message>
        <message>
            <source>What it is not for</source>
            <translation>Wofür es nicht da ist</translation>
        </message>
        <message>
            <source>What lasso, polygon, rectangle, ellipse and regions do to the mask</source>
            <translation>Was Lasso, Vieleck, Rechteck, Ellipse und Bereiche mit der Maske tun</translation>
        </message>
        <message>
            <source>What shapes do to the mask</source>
            <translation>Was Formen mit der Maske tun</translation>
        </message>
        <message>
            <source>What the class brush paints</source>
            <translation>Was der Klassenpinsel malt</translation>
        </message>
        <message>
            <source>What the engine saw</source>
            <translation>Was die Engine sah</translation>
        </message>
        <message>
            <source>What went wrong, in detail</source>
            <translation>Was schiefging, im Einzelnen</translation>
        </message>
        <message>
            <source>Wheel</source>
            <translation>Rad</translation>
        </message>
        <message>
            <source>Where a search begins: where the encoder sees the face, or, as the published one, at the best of random faces</source>
            <translation>Wo die Suche beginnt: wo der Encoder das Gesicht sieht, oder, wie veröffentlicht, beim besten zufälliger Gesichter</translation>
        </message>
        <message>
            <source>Where faces differ most, strongest first</source>
            <translation>Worin sich Gesichter am meisten unterscheiden, das Stärkste zuerst</translation>
        </message>
        <message>
            <source>Where glasses would sit: made from the landmarks, whether there are glasses or not</source>
            <translation>Wo eine Brille säße: aus den Landmarken, ob eine Brille da ist oder nicht</translation>
        </message>
        <message>
            <source>Where imported weights are kept</source>
            <translation>Wo importierte Gewichte liegen</translation>
        </message>
        <message>
            <source>Where it was copied from</source>
            <translation>Woher kopiert wurde</translation>
        </message>
        <message>
            <source>Where your own donors are kept</source>
            <translation>Wo Ihre eigenen Spender liegen</translation>
        </message>
        <message>
            <source>Whether differences of visible pixels are summed or averaged beside the perceptual term</source>
            <translation>Ob Unterschiede sichtbarer Pixel neben dem Wahrnehmungsterm summiert oder gemittelt werden</translation>
        </message>
        <message>
            <source>White</source>
            <translation>Weiß</translation>
        </message>
        <message>
            <source>White is filled in the photo that is open</source>
            <translation>Weißes wird im geöffneten Foto gefüllt</translation>
        </message>
        <message>
            <source>With the help of</source>
            <translation>Mit Hilfe von</translation>
        </message>
        <message>
            <source>Work on a photo has no such command yet. Save the project: “faceforge render” writes its picture.</source>
            <translation>Arbeit an einem Foto hat noch keinen solchen Befehl. Speichern Sie das Projekt: „faceforge render“ schreibt sein Bild.</translation>
        </message>
        <message>
            <source>Work on it as a photo</source>
            <translation>Als Foto bearbeiten</translation>
        </message>
        <message>
            <source>Work on the portrait</source>
            <translation>Porträt bearbeiten</translation>
        </message>
        <message>
            <source>Write “{line}” into the picture</source>
            <translation>„{line}“ in das Bild schreiben</translation>
        </message>
        <message>
            <source>Written into the picture at its lower edge</source>
            <translation>Am unteren Rand ins Bild geschrieben</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Vergrößern</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Verkleinern</translation>
        </message>
        <message>
            <source>Zoom to face</source>
            <translation>Auf das Gesicht zoomen</translation>
        </message>
        <message>
            <source>Zoom: fit</source>
            <translation>Zoom: einpassen</translation>
        </message>
        <message>
            <source>[ and ], Alt + wheel</source>
            <translation>[ und ], Alt + Rad</translation>
        </message>
        <message>
            <source>a donor is in no library</source>
            <translation>ein Spender ist in keiner Bibliothek</translation>
        </message>
        <message>
            <source>another one…</source>
            <translation>ein anderer…</translation>
        </message>
        <message>
            <source>before and after</source>
            <translation>vorher und nachher</translation>
        </message>
        <message>
            <source>brows</source>
            <translation>Brauen</translation>
        </message>
        <message>
            <source>colour</source>
            <translation>Farbe</translation>
        </message>
        <message>
            <source>dlib 68-point model</source>
            <translation>68-Punkte-Modell von dlib</translation>
        </message>
        <message>
            <source>e.g. “Signed consent of 3 May for composites; not for publication.”</source>
            <translation>z. B. „Einwilligung vom 3. Mai für Kompositionen unterschrieben; nicht zur Veröffentlichung.“</translation>
        </message>
        <message>
            <source>encoder</source>
            <translation>Encoder</translation>
        </message>
        <message>
            <source>eyes</source>
            <translation>Augen</translation>
        </message>
        <message>
            <source>face shape</source>
            <translation>Gesichtsform</translation>
        </message>
        <message>
            <source>fast</source>
            <translation>schnell</translation>
        </message>
        <message>
            <source>fast takes seconds; published is the paper's gradient descent; sampling wanders between likely faces</source>
            <translation>„schnell“ braucht Sekunden; „veröffentlicht“ ist der Gradientenabstieg der Arbeit; „Ziehen“ wandert zwischen wahrscheinlichen Gesichtern</translation>
        </message>
        <message>
            <source>feather</source>
            <translation>weich</translation>
        </message>
        <message>
            <source>from the parts</source>
            <translation>aus den Teilen</translation>
        </message>
        <message>
            <source>hair</source>
            <translation>Haare</translation>
        </message>
        <message>
            <source>hard</source>
            <translation>hart</translation>
        </message>
        <message>
            <source>hard keeps every pixel outside the mask exactly; feather blends a few pixels beyond it</source>
            <translation>hart lässt jedes Pixel außerhalb der Maske genau, wie es war; weich überblendet einige Pixel darüber hinaus</translation>
        </message>
        <message>
            <source>hidden</source>
            <translation>ausgeblendet</translation>
        </message>
        <message>
            <source>in memory</source>
            <translation>im Speicher</translation>
        </message>
        <message>
            <source>in the file</source>
            <translation>in der Datei</translation>
        </message>
        <message>
            <source>it holds more than parts</source>
            <translation>die Komposition enthält mehr als Teile</translation>
        </message>
        <message>
            <source>jaw</source>
            <translation>Kiefer</translation>
        </message>
        <message>
            <source>left brow</source>
            <translation>linke Braue</translation>
        </message>
        <message>
            <source>left eye</source>
            <translation>linkes Auge</translation>
        </message>
        <message>
            <source>licence not stated</source>
            <translation>Lizenz nicht angegeben</translation>
        </message>
        <message>
            <source>linked</source>
            <translation>gekoppelt</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>mouth</source>
            <translation>Mund</translation>
        </message>
        <message>
            <source>moving a part</source>
            <translation>das Verschieben eines Teils</translation>
        </message>
        <message>
            <source>non-saturating</source>
            <translation>nicht sättigend</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keins</translation>
        </message>
        <message>
            <source>nose</source>
            <translation>Nase</translation>
        </message>
        <message>
            <source>not measured yet</source>
            <translation>noch nicht gemessen</translation>
        </message>
        <message>
            <source>not stated</source>
            <translation>nicht angegeben</translation>
        </message>
        <message>
            <source>nothing: the points are placed by hand</source>
            <translation>nichts: die Punkte werden von Hand gesetzt</translation>
        </message>
        <message>
            <source>one eye</source>
            <translation>das eine Auge</translation>
        </message>
        <message>
            <source>panning</source>
            <translation>das Verschieben der Ansicht</translation>
        </message>
        <message>
            <source>poisson</source>
            <translation>Poisson</translation>
        </message>
        <message>
            <source>published</source>
            <translation>veröffentlicht</translation>
        </message>
        <message>
            <source>random</source>
            <translation>zufällig</translation>
        </message>
        <message>
            <source>right brow</source>
            <translation>rechte Braue</translation>
        </message>
        <message>
            <source>right eye</source>
            <translation>rechtes Auge</translation>
        </message>
        <message>
            <source>sampling</source>
            <translation>Ziehen</translation>
        </message>
        <message>
            <source>saturating</source>
            <translation>sättigend</translation>
        </message>
        <message>
            <source>saturating is log(1 - D), as published; non-saturating is -log D</source>
            <translation>„sättigend“ ist log(1 - D), wie veröffentlicht; „nicht sättigend“ ist -log D</translation>
        </message>
        <message>
            <source>scaling a part</source>
            <translation>die Größe eines Teils</translation>
        </message>
        <message>
            <source>stage one</source>
            <translation>Stufe eins</translation>
        </message>
        <message>
            <source>stage one shows the rough photo that the second stage starts from</source>
            <translation>Stufe eins zeigt das grobe Foto, von dem die zweite Stufe ausgeht</translation>
        </message>
        <message>
            <source>stage two</source>
            <translation>Stufe zwei</translation>
        </message>
        <message>
            <source>starred</source>
            <translation>mit Stern</translation>
        </message>
        <message>
            <source>step</source>
            <translation>Schritt</translation>
        </message>
        <message>
            <source>sum</source>
            <translation>Summe</translation>
        </message>
        <message>
            <source>the middle of the mouth</source>
            <translation>die Mitte des Mundes</translation>
        </message>
        <message>
            <source>the next part</source>
            <translation>das nächste Teil</translation>
        </message>
        <message>
            <source>the other eye</source>
            <translation>das andere Auge</translation>
        </message>
        <message>
            <source>the part before</source>
            <translation>das vorige Teil</translation>
        </message>
        <message>
            <source>the parts are stacked in an order of your own</source>
            <translation>die Teile liegen in einer eigenen Reihenfolge übereinander</translation>
        </message>
        <message>
            <source>the sketch is in the window alone</source>
            <translation>die Skizze gibt es nur im Fenster</translation>
        </message>
        <message>
            <source>the skin tone lies between two of the colours that a command can name</source>
            <translation>der Hautton liegt zwischen zwei Farben, die ein Befehl nennen kann</translation>
        </message>
        <message>
            <source>there are several parts of one kind</source>
            <translation>es gibt mehrere Teile einer Art</translation>
        </message>
        <message>
            <source>turning a part</source>
            <translation>das Drehen eines Teils</translation>
        </message>
        <message>
            <source>typical</source>
            <translation>typisch</translation>
        </message>
        <message>
            <source>using a part of the library</source>
            <translation>das Verwenden eines Teils der Bibliothek</translation>
        </message>
        <message>
            <source>visible</source>
            <translation>sichtbar</translation>
        </message>
        <message>
            <source>whatever fits</source>
            <translation>was passt</translation>
        </message>
        <message>
            <source>x {x} %   y {y} %   size {size} %   angle {angle}°</source>
            <translation>x {x} %   y {y} %   Größe {size} %   Winkel {angle}°</translation>
        </message>
        <message>
            <source>{ and }, Alt + Shift + wheel</source>
            <translation>{ und }, Alt + Umschalt + Rad</translation>
        </message>
        <message>
            <source>{0} belongs to the engine '{1}', not '{2}'. Choose another weights file.</source>
            <translation>{0} gehört zur Engine „{1}“, nicht zu „{2}“. Wählen Sie eine andere Gewichtedatei.</translation>
        </message>
        <message>
            <source>{0} belongs to the engine '{1}', which is not installed. Install its plug-in first.</source>
            <translation>{0} gehört zur Engine „{1}“, die nicht installiert ist. Installieren Sie zuerst deren Plug-in.</translation>
        </message>
        <message>
            <source>{0} cannot be read ({1}). Choose another file.</source>
            <translation>{0} kann nicht gelesen werden ({1}). Wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{0} cannot be read ({1}). Choose certificate and key in the settings.</source>
            <translation>{0} kann nicht gelesen werden ({1}). Wählen Sie Zertifikat und Schlüssel in den Einstellungen.</translation>
        </message>
        <message>
            <source>{0} cannot be read ({1}). {2}</source>
            <translation>{0} kann nicht gelesen werden ({1}). {2}</translation>
        </message>
        <message>
            <source>{0} cannot be read as a label picture. Choose another file.</source>
            <translation>{0} kann nicht als Klassenbild gelesen werden. Wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{0} cannot be read: {1}. Check the file, or choose another one.</source>
            <translation>{0} kann nicht gelesen werden: {1}. Prüfen Sie die Datei, oder wählen Sie eine andere.</translation>
        </message>
        <message>
            <source>{0} cannot be read: {1}. Check the file.</source>
            <translation>{0} kann nicht gelesen werden: {1}. Prüfen Sie die Datei.</translation>
        </message>
        <message>
            <source>{0} changes every pixel a little. Choose PNG or TIFF to keep what is outside the mask.</source>
            <translation>{0} ändert jedes Pixel ein wenig. Wählen Sie PNG oder TIFF, um zu behalten, was außerhalb der Maske liegt.</translation>
        </message>
        <message>
            <source>{0} could not be signed ({1}). Check certificate and key in the settings.</source>
            <translation>{0} konnte nicht signiert werden ({1}). Prüfen Sie Zertifikat und Schlüssel in den Einstellungen.</translation>
        </message>
        <message>
            <source>{0} faces were asked for. Ask for 1 to {1}.</source>
            <translation>{0} Gesichter wurden verlangt. Verlangen Sie 1 bis {1}.</translation>
        </message>
        <message>
            <source>{0} faces were given to go between. Give one or two.</source>
            <translation>{0} Gesichter wurden für den Übergang angegeben. Geben Sie eines oder zwei an.</translation>
        </message>
        <message>
            <source>{0} has indices above {1}. Choose a picture of the eight classes.</source>
            <translation>{0} hat Indizes über {1}. Wählen Sie ein Bild der acht Klassen.</translation>
        </message>
        <message>
            <source>{0} has more than {1} megapixels. Save a smaller copy and open that.</source>
            <translation>{0} hat mehr als {1} Megapixel. Speichern Sie eine kleinere Kopie und öffnen Sie diese.</translation>
        </message>
        <message>
            <source>{0} has no FaceForge card. Choose a file made by faceforge-train.</source>
            <translation>{0} hat keine FaceForge-Karte. Wählen Sie eine Datei von faceforge-train.</translation>
        </message>
        <message>
            <source>{0} holds 8 of the photo's 16 bits a channel.</source>
            <translation>{0} fasst 8 der 16 Bit je Kanal des Fotos.</translation>
        </message>
        <message>
            <source>{0} holds a file that would lead outside of it. Do not open it.</source>
            <translation>{0} enthält eine Datei, die aus ihm hinausführen würde. Öffnen Sie es nicht.</translation>
        </message>
        <message>
            <source>{0} holds no merged picture. Export it as PNG and open that.</source>
            <translation>{0} enthält kein Gesamtbild. Exportieren Sie es als PNG und öffnen Sie dieses.</translation>
        </message>
        <message>
            <source>{0} is cut off ({1} of {2} bytes). Copy or download it again.</source>
            <translation>{0} ist abgeschnitten ({1} von {2} Bytes). Kopieren oder laden Sie die Datei neu.</translation>
        </message>
        <message>
            <source>{0} is damaged ({1}). Copy or download it again.</source>
            <translation>{0} ist beschädigt ({1}). Kopieren oder laden Sie die Datei neu.</translation>
        </message>
        <message>
            <source>{0} is damaged or cut off. Copy or export it again.</source>
            <translation>{0} ist beschädigt oder abgeschnitten. Kopieren oder exportieren Sie die Datei neu.</translation>
        </message>
        <message>
            <source>{0} is damaged or cut off. {1}</source>
            <translation>{0} ist beschädigt oder abgeschnitten. {1}</translation>
        </message>
        <message>
            <source>{0} is empty. Choose another file.</source>
            <translation>{0} ist leer. Wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{0} is encrypted or packed in a way FaceForge does not read. Save it anew.</source>
            <translation>{0} ist verschlüsselt oder so gepackt, dass FaceForge es nicht liest. Speichern Sie es neu.</translation>
        </message>
        <message>
            <source>{0} is incomplete: “{1}” is missing. {2}</source>
            <translation>{0} ist unvollständig: „{1}“ fehlt. {2}</translation>
        </message>
        <message>
            <source>{0} is neither a FaceForge project nor another OpenRaster picture. Choose another file.</source>
            <translation>{0} ist weder ein FaceForge-Projekt noch ein anderes OpenRaster-Bild. Wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{0} is not a safetensors file. Choose a FaceForge weights file.</source>
            <translation>{0} ist keine safetensors-Datei. Wählen Sie eine FaceForge-Gewichtedatei.</translation>
        </message>
        <message>
            <source>{0} is not an image that FaceForge reads. Choose another file.</source>
            <translation>{0} ist kein Bild, das FaceForge liest. Wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{0} is not an image that FaceForge reads. {1}</source>
            <translation>{0} ist kein Bild, das FaceForge liest. {1}</translation>
        </message>
        <message>
            <source>{0} is not what it was: its SHA-256 is {1}, not {2}. Import it again.</source>
            <translation>{0} ist nicht mehr, was es war: SHA-256 ist {1}, nicht {2}. Importieren Sie die Datei neu.</translation>
        </message>
        <message>
            <source>{0} is {1} × {2} pixels and the photo {3} × {4}. Make a mask of the photo's size, upright as the photo is shown.</source>
            <translation>{0} hat {1} × {2} Pixel und das Foto {3} × {4}. Machen Sie eine Maske von der Größe des Fotos, aufrecht, wie das Foto gezeigt wird.</translation>
        </message>
        <message>
            <source>{0} must be of type {1}, not {2}.</source>
            <translation>{0} muss vom Typ {1} sein, nicht {2}.</translation>
        </message>
        <message>
            <source>{0} must be one of {1}, not {2}.</source>
            <translation>{0} muss eines von {1} sein, nicht {2}.</translation>
        </message>
        <message>
            <source>{0} must lie between {1} and {2}{3}, not {4}.</source>
            <translation>{0} muss zwischen {1} und {2}{3} liegen, nicht {4}.</translation>
        </message>
        <message>
            <source>{0} was not written ({1}). Choose another place.</source>
            <translation>{0} wurde nicht geschrieben ({1}). Wählen Sie einen anderen Ort.</translation>
        </message>
        <message>
            <source>{0} was saved by a newer FaceForge. Install that to open it.</source>
            <translation>{0} wurde von einem neueren FaceForge gespeichert. Installieren Sie dieses, um es zu öffnen.</translation>
        </message>
        <message>
            <source>{0} would unpack to more than a project can hold. Do not open it if you do not know where it is from.</source>
            <translation>{0} würde beim Entpacken größer, als ein Projekt sein kann. Öffnen Sie es nicht, wenn Sie nicht wissen, woher es stammt.</translation>
        </message>
        <message>
            <source>{count} older portrait(s) without a star were dropped to stay within {limit} MB {place}. Star what you want to keep.</source>
            <translation>{count} ältere Porträt(s) ohne Stern wurden verworfen, um innerhalb von {limit} MB {place} zu bleiben. Geben Sie einen Stern, was Sie behalten möchten.</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} von {total}</translation>
        </message>
        <message>
            <source>{donor} was removed.</source>
            <translation>{donor} wurde entfernt.</translation>
        </message>
        <message>
            <source>{file} can be used now, for: {engine}.</source>
            <translation>{file} kann jetzt verwendet werden, für: {engine}.</translation>
        </message>
        <message>
            <source>{file} is unchanged. SHA-256: {digest}</source>
            <translation>{file} ist unverändert. SHA-256: {digest}</translation>
        </message>
        <message>
            <source>{keys} belongs to “{command}”. Set or Add takes it away from there.</source>
            <translation>{keys} gehört zu „{command}“. „Setzen“ oder „Hinzufügen“ nimmt die Tasten dort weg.</translation>
        </message>
        <message>
            <source>{keys} is always for {use}. Choose other keys.</source>
            <translation>{keys} ist immer für: {use}. Wählen Sie andere Tasten.</translation>
        </message>
        <message>
            <source>{name} is another program's picture and was opened as one layer. Saving makes a new file.</source>
            <translation>{name} ist das Bild eines anderen Programms und wurde als eine Ebene geöffnet. Beim Speichern entsteht eine neue Datei.</translation>
        </message>
        <message>
            <source>{name} is not the photo that was repaired. Choose the one that was opened for it.</source>
            <translation>{name} ist nicht das Foto, das repariert wurde. Wählen Sie das, das dafür geöffnet wurde.</translation>
        </message>
        <message>
            <source>{number} donors</source>
            <translation>{number} Spender</translation>
        </message>
        <message>
            <source>{number} layers</source>
            <translation>{number} Ebenen</translation>
        </message>
        <message>
            <source>{number} part(s) were left out: their donors are not in the library.</source>
            <translation>{number} Teil(e) wurden weggelassen: ihre Spender sind nicht in der Bibliothek.</translation>
        </message>
        <message>
            <source>{share} of “{name}” is white, and white is what is filled. Fill the white, or the black?</source>
            <translation>{share} von „{name}“ ist weiß, und Weiß wird gefüllt. Das Weiße füllen oder das Schwarze?</translation>
        </message>
        <message>
            <source>{time} s for one picture: a single run of the bundled example on {device}.</source>
            <translation>{time} s für ein Bild: ein einziger Lauf des mitgelieferten Beispiels auf {device}.</translation>
        </message>
        <message>
            <source>{what} (not installed)</source>
            <translation>{what} (nicht installiert)</translation>
        </message>
        <message>
            <source>“Restore removed donors” in the File menu brings it back.</source>
            <translation>„Entfernte Spender zurückholen“ im Menü „Datei“ bringt ihn zurück.</translation>
        </message>
        <message>
            <source>“{0}” cannot name a donor. Use letters, digits, dots and hyphens.</source>
            <translation>„{0}“ kann keinen Spender benennen. Verwenden Sie Buchstaben, Ziffern, Punkte und Bindestriche.</translation>
        </message>
        <message>
            <source>“{file}” is there already. Replace it?</source>
            <translation>„{file}“ gibt es schon. Ersetzen?</translation>
        </message>
        <message>
            <source>“{file}” was made with FaceForge. Use its composition and options, or cut a donor from it?</source>
            <translation>„{file}“ wurde mit FaceForge gemacht. Seine Komposition und Optionen verwenden, oder einen Spender daraus ausschneiden?</translation>
        </message>
        <message>
            <source>“{file}” was made with FaceForge. Use its composition and options, or work on it as a photo?</source>
            <translation>„{file}“ wurde mit FaceForge gemacht. Seine Komposition und Optionen verwenden, oder als Foto daran arbeiten?</translation>
        </message>
        <message>
            <source>“{name}” has changes that are not saved. Save them?</source>
            <translation>„{name}“ hat Änderungen, die nicht gespeichert sind. Speichern?</translation>
        </message>
        <message>
            <source>“{name}” looks like a drawing. Make a photo of it, or work on it as it is?</source>
            <translation>„{name}“ sieht nach einer Zeichnung aus. Ein Foto daraus machen, oder sie so bearbeiten, wie sie ist?</translation>
        </message>
        <message>
            <source>≤ {maximum} of 255 · {share} % of pixels</source>
            <translation>≤ {maximum} von 255 · {share} % der Pixel</translation>
        </message>
    </context>
</TS>
