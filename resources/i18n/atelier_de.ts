<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>Atelier</name>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>&amp;Finish</source>
            <translation>&amp;Ausarbeiten</translation>
        </message>
        <message>
            <source>Hands the picture with these settings to the optimiser, for full quality.</source>
            <translation>Gibt das Bild mit diesen Einstellungen an den Optimierer, für volle Qualität.</translation>
        </message>
        <message>
            <source>Pick a painting, and your photo appears here in its manner.</source>
            <translation>Wählen Sie ein Gemälde, und Ihr Foto erscheint hier in dessen Art.</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Einen Moment…</translation>
        </message>
        <message>
            <source>Sharpening</source>
            <translation>Wird geschärft</translation>
        </message>
        <message>
            <source>Learning the style</source>
            <translation>Der Stil wird gelernt</translation>
        </message>
        <message>
            <source>Painting</source>
            <translation>Gemälde</translation>
        </message>
        <message>
            <source>&amp;Keep</source>
            <translation>&amp;Behalten</translation>
        </message>
        <message>
            <source>Keeps the instant picture at full size among the results.</source>
            <translation>Behält das Sofortbild in voller Größe bei den Ergebnissen.</translation>
        </message>
        <message>
            <source>Press {} (Ctrl+Enter).</source>
            <translation>Drücken Sie {} (Strg+Eingabe).</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>draft {} px</source>
            <translation>Entwurf {} px</translation>
        </message>
        <message>
            <source>full size · {}</source>
            <translation>volle Größe · {}</translation>
        </message>
        <message>
            <source>being painted</source>
            <translation>wird gemalt</translation>
        </message>
        <message>
            <source>not finished</source>
            <translation>nicht fertig</translation>
        </message>
        <message>
            <source>Getting ready</source>
            <translation>Wird vorbereitet</translation>
        </message>
        <message>
            <source>{} a frame</source>
            <translation>{} je Bild</translation>
        </message>
        <message>
            <source>not saved</source>
            <translation>nicht gespeichert</translation>
        </message>
        <message>
            <source>While the split is shown, the left and right arrow keys move it.</source>
            <translation>Solange die Trennlinie da ist, schieben die Pfeiltasten links und rechts sie.</translation>
        </message>
        <message>
            <source>before</source>
            <translation>vorher</translation>
        </message>
        <message>
            <source>after</source>
            <translation>nachher</translation>
        </message>
        <message>
            <source>Begins with a landscape that this program painted.</source>
            <translation>Beginnt mit einer Landschaft, die dieses Programm gemalt hat.</translation>
        </message>
        <message>
            <source>Begins with an empty sheet; a photo follows your hand.</source>
            <translation>Beginnt mit einem leeren Blatt; ein Foto folgt Ihrer Hand.</translation>
        </message>
        <message>
            <source>Paints sky, water and trees as flat shapes; a photo of the place follows.</source>
            <translation>Malt Himmel, Wasser und Bäume als einfache Flächen; ein Foto des Ortes folgt.</translation>
        </message>
        <message>
            <source>No picture yet</source>
            <translation>Noch kein Bild</translation>
        </message>
        <message>
            <source>or drop or paste a picture here</source>
            <translation>oder ein Bild hier ablegen oder einfügen</translation>
        </message>
        <message>
            <source>Open a photo</source>
            <translation>Foto öffnen</translation>
        </message>
        <message>
            <source>Opens a photo from your computer.</source>
            <translation>Öffnet ein Foto von Ihrem Computer.</translation>
        </message>
        <message>
            <source>Try an example</source>
            <translation>Beispiel zeigen</translation>
        </message>
        <message>
            <source>What shall we paint?</source>
            <translation>Was wollen wir malen?</translation>
        </message>
        <message>
            <source>Draw</source>
            <translation>Zeichnen</translation>
        </message>
        <message>
            <source>Paint materials</source>
            <translation>Materialien malen</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Bild</translation>
        </message>
        <message>
            <source>Wheel zooms, Space drags, arrow keys pan, plus and minus zoom.</source>
            <translation>Das Mausrad zoomt, die Leertaste zieht, Pfeiltasten verschieben, Plus und Minus zoomen.</translation>
        </message>
        <message>
            <source>Pasted picture</source>
            <translation>Eingefügtes Bild</translation>
        </message>
        <message>
            <source>Example</source>
            <translation>Beispiel</translation>
        </message>
        <message>
            <source>There is no picture on the clipboard; copy one first.</source>
            <translation>In der Zwischenablage ist kein Bild; kopieren Sie zuerst eines.</translation>
        </message>
        <message>
            <source>Use result as photo</source>
            <translation>Ergebnis als Foto verwenden</translation>
        </message>
        <message>
            <source>Open photo</source>
            <translation>Foto öffnen</translation>
        </message>
        <message>
            <source>The first of {} pictures was opened.</source>
            <translation>Das erste von {} Bildern wurde geöffnet.</translation>
        </message>
        <message>
            <source>Saved as {}.</source>
            <translation>Als {} gespeichert.</translation>
        </message>
        <message>
            <source>Save Elsewhere…</source>
            <translation>Anderswo speichern…</translation>
        </message>
        <message>
            <source>This result is saved as {}.</source>
            <translation>Dieses Ergebnis ist als {} gespeichert.</translation>
        </message>
        <message>
            <source>Save as It Is</source>
            <translation>Speichern, wie es ist</translation>
        </message>
        <message>
            <source>Saving {}…</source>
            <translation>{} wird gespeichert…</translation>
        </message>
        <message>
            <source>Copied, {} × {} pixels.</source>
            <translation>Kopiert, {} × {} Pixel.</translation>
        </message>
        <message>
            <source>Opening {}…</source>
            <translation>{} wird geöffnet…</translation>
        </message>
        <message>
            <source>drawing</source>
            <translation>Zeichnung</translation>
        </message>
        <message>
            <source>Exporting {}…</source>
            <translation>{} wird exportiert…</translation>
        </message>
        <message>
            <source>Exporting {}, {} %</source>
            <translation>{} wird exportiert, {} %</translation>
        </message>
        <message>
            <source>{} is being exported; wait until it is finished.</source>
            <translation>{} wird gerade exportiert; warten Sie, bis das fertig ist.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>The export was stopped; nothing was written.</source>
            <translation>Der Export wurde angehalten; nichts wurde geschrieben.</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
        <message>
            <source>How to export</source>
            <translation>Wie exportiert wird</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Vorschau</translation>
        </message>
        <message>
            <source>What to export</source>
            <translation>Was exportiert wird</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>Qualität</translation>
        </message>
        <message>
            <source>Higher looks better and makes a larger file; above 90 is hard to tell apart.</source>
            <translation>Höher sieht besser aus und macht die Datei größer; über 90 ist der Unterschied kaum zu sehen.</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Dauer</translation>
        </message>
        <message>
            <source>How long the film takes before it begins again.</source>
            <translation>Wie lange der Film dauert, bevor er von vorn beginnt.</translation>
        </message>
        <message>
            <source>Name of the file</source>
            <translation>Name der Datei</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>The file needs a name.</source>
            <translation>Die Datei braucht einen Namen.</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>Export to Folder</source>
            <translation>In Ordner exportieren</translation>
        </message>
        <message>
            <source> s</source>
            <translation> s</translation>
        </message>
        <message>
            <source>{} exists already; replace it?</source>
            <translation>{} gibt es schon; ersetzen?</translation>
        </message>
        <message>
            <source>The picture in view</source>
            <translation>Das sichtbare Bild</translation>
        </message>
        <message>
            <source>The drawing</source>
            <translation>Die Zeichnung</translation>
        </message>
        <message>
            <source>How the drawing was made</source>
            <translation>Wie die Zeichnung entstand</translation>
        </message>
        <message>
            <source>The results, oldest first</source>
            <translation>Die Ergebnisse, das älteste zuerst</translation>
        </message>
        <message>
            <source>There is no picture yet; make one first.</source>
            <translation>Noch gibt es kein Bild; machen Sie zuerst eines.</translation>
        </message>
        <message>
            <source>There is no layer yet; draw something first.</source>
            <translation>Noch gibt es keine Ebene; zeichnen Sie zuerst etwas.</translation>
        </message>
        <message>
            <source>There is nothing to compare yet; make a picture from a photo or a drawing first.</source>
            <translation>Noch gibt es nichts zu vergleichen; machen Sie zuerst ein Bild aus einem Foto oder einer Zeichnung.</translation>
        </message>
        <message>
            <source>There is nothing to film yet; draw something, or make two pictures, first.</source>
            <translation>Noch gibt es nichts zu filmen; zeichnen Sie zuerst etwas oder machen Sie zwei Bilder.</translation>
        </message>
        <message>
            <source>still a draft</source>
            <translation>noch ein Entwurf</translation>
        </message>
        <message>
            <source>At most {} pixels, about {} frames, {}</source>
            <translation>Höchstens {} Pixel, etwa {} Einzelbilder, {}</translation>
        </message>
        <message>
            <source>{} × {} pixels, layers: {}, {}</source>
            <translation>{} × {} Pixel, Ebenen: {}, {}</translation>
        </message>
        <message>
            <source>About {} pixels wide, {}</source>
            <translation>Etwa {} Pixel breit, {}</translation>
        </message>
        <message>
            <source>{} × {} pixels</source>
            <translation>{} × {} Pixel</translation>
        </message>
        <message>
            <source>For the web</source>
            <translation>Fürs Web</translation>
        </message>
        <message>
            <source>At most 2048 pixels on the long side, in colours that every screen shows.</source>
            <translation>Höchstens 2048 Pixel auf der langen Seite, in Farben, die jeder Bildschirm zeigt.</translation>
        </message>
        <message>
            <source>For print</source>
            <translation>Für den Druck</translation>
        </message>
        <message>
            <source>Full size at 300 dots an inch, without loss.</source>
            <translation>Volle Größe bei 300 Punkten je Zoll, ohne Verlust.</translation>
        </message>
        <message>
            <source>Full size</source>
            <translation>Volle Größe</translation>
        </message>
        <message>
            <source>Every pixel, without loss.</source>
            <translation>Jedes Pixel, ohne Verlust.</translation>
        </message>
        <message>
            <source>Layers for Photoshop</source>
            <translation>Ebenen für Photoshop</translation>
        </message>
        <message>
            <source>Every layer as it is, for Photoshop and many other programs.</source>
            <translation>Jede Ebene, wie sie ist, für Photoshop und viele andere Programme.</translation>
        </message>
        <message>
            <source>Layers for Krita and GIMP</source>
            <translation>Ebenen für Krita und GIMP</translation>
        </message>
        <message>
            <source>Every layer as it is, as OpenRaster.</source>
            <translation>Jede Ebene, wie sie ist, als OpenRaster.</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>Vorher und nachher</translation>
        </message>
        <message>
            <source>Both pictures on one white sheet.</source>
            <translation>Beide Bilder auf einem weißen Blatt.</translation>
        </message>
        <message>
            <source>Time-lapse</source>
            <translation>Zeitraffer</translation>
        </message>
        <message>
            <source>A short film of how it came about, which loops.</source>
            <translation>Ein kurzer Film, wie es entstand, in einer Schleife.</translation>
        </message>
        <message>
            <source>{:.1f} × {:.1f} cm on paper</source>
            <translation>{:.1f} × {:.1f} cm auf Papier</translation>
        </message>
        <message>
            <source>{} bits a channel</source>
            <translation>{} Bit je Kanal</translation>
        </message>
        <message>
            <source>&amp;New…</source>
            <translation>&amp;Neu…</translation>
        </message>
        <message>
            <source>Begins a new document with an empty sheet; it asks about work that is not saved.</source>
            <translation>Beginnt ein neues Dokument mit einem leeren Blatt; fragt nach Arbeit, die nicht gespeichert ist.</translation>
        </message>
        <message>
            <source>&amp;Open…</source>
            <translation>Ö&amp;ffnen…</translation>
        </message>
        <message>
            <source>Opens a document in place of this one, or a photo to paint or to draw over.</source>
            <translation>Öffnet ein Dokument anstelle von diesem, oder ein Foto zum Malen oder Überzeichnen.</translation>
        </message>
        <message>
            <source>Open &amp;Recent</source>
            <translation>&amp;Zuletzt geöffnet</translation>
        </message>
        <message>
            <source>Open &amp;Example</source>
            <translation>&amp;Beispiel öffnen</translation>
        </message>
        <message>
            <source>Begins with a picture that the program draws.</source>
            <translation>Beginnt mit einem Bild, das das Programm zeichnet.</translation>
        </message>
        <message>
            <source>Re&amp;vert to Original</source>
            <translation>&amp;Zurück zum Original</translation>
        </message>
        <message>
            <source>Goes back to the photo as it was opened.</source>
            <translation>Geht zum Foto zurück, wie es geöffnet wurde.</translation>
        </message>
        <message>
            <source>&amp;Watch a File…</source>
            <translation>Datei b&amp;eobachten…</translation>
        </message>
        <message>
            <source>Follows a picture that another program saves, and works on it anew each time.</source>
            <translation>Folgt einem Bild, das ein anderes Programm speichert, und arbeitet jedes Mal neu daran.</translation>
        </message>
        <message>
            <source>Verif&amp;y a Picture…</source>
            <translation>Bild &amp;prüfen…</translation>
        </message>
        <message>
            <source>Shows what a picture’s file says of how it was made, and whether that was signed.</source>
            <translation>Zeigt, was die Datei eines Bildes darüber sagt, wie es entstand, und ob das signiert wurde.</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Speichern</translation>
        </message>
        <message>
            <source>Saves the document with everything in it: layers, photos, chain, kept results.</source>
            <translation>Speichert das Dokument mit allem darin: Ebenen, Fotos, Kette, behaltene Ergebnisse.</translation>
        </message>
        <message>
            <source>Save &amp;As…</source>
            <translation>Speichern &amp;unter…</translation>
        </message>
        <message>
            <source>Saves the document under another name, and goes on with that.</source>
            <translation>Speichert das Dokument unter einem anderen Namen und arbeitet damit weiter.</translation>
        </message>
        <message>
            <source>Save a Co&amp;py…</source>
            <translation>&amp;Kopie speichern…</translation>
        </message>
        <message>
            <source>Saves a copy of the document; you go on with this one.</source>
            <translation>Speichert eine Kopie des Dokuments; Sie arbeiten mit diesem weiter.</translation>
        </message>
        <message>
            <source>Save P&amp;icture</source>
            <translation>B&amp;ild speichern</translation>
        </message>
        <message>
            <source>Saves the picture in view to a file.</source>
            <translation>Speichert das sichtbare Bild in einer Datei.</translation>
        </message>
        <message>
            <source>Save Pic&amp;ture As…</source>
            <translation>Bil&amp;d speichern unter…</translation>
        </message>
        <message>
            <source>Saves the picture in view under another name.</source>
            <translation>Speichert das sichtbare Bild unter einem anderen Namen.</translation>
        </message>
        <message>
            <source>E&amp;xport…</source>
            <translation>E&amp;xportieren…</translation>
        </message>
        <message>
            <source>Pictures for the web or for print, layers for other programs, before and after, a film of the making.</source>
            <translation>Bilder fürs Web oder für den Druck, Ebenen für andere Programme, vorher und nachher, ein Film der Entstehung.</translation>
        </message>
        <message>
            <source>Save &amp;Drawing As…</source>
            <translation>&amp;Zeichnung speichern unter…</translation>
        </message>
        <message>
            <source>Saves the drawing itself as it looks on the canvas.</source>
            <translation>Speichert die Zeichnung selbst, wie sie auf der Leinwand aussieht.</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>Closes the program; it asks about work that is not saved.</source>
            <translation>Schließt das Programm; fragt nach Arbeit, die nicht gespeichert ist.</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Documents and pictures ({})</source>
            <translation>Dokumente und Bilder ({})</translation>
        </message>
        <message>
            <source>Documents ({})</source>
            <translation>Dokumente ({})</translation>
        </message>
        <message>
            <source>Pictures ({})</source>
            <translation>Bilder ({})</translation>
        </message>
        <message>
            <source>No file was opened yet</source>
            <translation>Noch wurde keine Datei geöffnet</translation>
        </message>
        <message>
            <source>&amp;Clear This List</source>
            <translation>Diese &amp;Liste leeren</translation>
        </message>
        <message>
            <source>Save Result</source>
            <translation>Ergebnis speichern</translation>
        </message>
        <message>
            <source>How to Save</source>
            <translation>Wie gespeichert wird</translation>
        </message>
        <message>
            <source>16 bits a channel</source>
            <translation>16 Bit je Kanal</translation>
        </message>
        <message>
            <source>For further editing: finer steps of colour, a file twice as large.</source>
            <translation>Zum Weiterbearbeiten: feinere Farbstufen, eine doppelt so große Datei.</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <source>The file tells</source>
            <translation>Die Datei verrät</translation>
        </message>
        <message>
            <source>Pr&amp;eferences…</source>
            <translation>&amp;Einstellungen…</translation>
        </message>
        <message>
            <source>Sets up theme, language, device, pen, safety and what files tell.</source>
            <translation>Legt Farbschema, Sprache, Gerät, Stift, Sicherheit und Angaben in Dateien fest.</translation>
        </message>
        <message>
            <source>&amp;User Guide</source>
            <translation>&amp;Handbuch</translation>
        </message>
        <message>
            <source>Opens the illustrated guide.</source>
            <translation>Öffnet das bebilderte Handbuch.</translation>
        </message>
        <message>
            <source>&amp;Command Palette…</source>
            <translation>&amp;Befehlspalette…</translation>
        </message>
        <message>
            <source>Finds any command by a few letters.</source>
            <translation>Findet jeden Befehl mit ein paar Buchstaben.</translation>
        </message>
        <message>
            <source>&amp;What’s This?</source>
            <translation>&amp;Was ist das?</translation>
        </message>
        <message>
            <source>Explains the control that you click next.</source>
            <translation>Erklärt das Bedienelement, das Sie als Nächstes anklicken.</translation>
        </message>
        <message>
            <source>&amp;Explain the Control in Use</source>
            <translation>Bedienelement &amp;erklären</translation>
        </message>
        <message>
            <source>Explains the control that the keyboard is on.</source>
            <translation>Erklärt das Bedienelement, auf dem die Tastatur steht.</translation>
        </message>
        <message>
            <source>“{}” has nothing to work on here yet.</source>
            <translation>„{}“ hat hier noch nichts, womit es arbeiten könnte.</translation>
        </message>
        <message>
            <source>User Guide</source>
            <translation>Handbuch</translation>
        </message>
        <message>
            <source>Search the guide</source>
            <translation>Im Handbuch suchen</translation>
        </message>
        <message>
            <source>Finds words in all chapters; Enter goes to the next place.</source>
            <translation>Findet Wörter in allen Kapiteln; Eingabe geht zur nächsten Stelle.</translation>
        </message>
        <message>
            <source>Chapters</source>
            <translation>Kapitel</translation>
        </message>
        <message>
            <source>The guide does not say that word.</source>
            <translation>Dieses Wort kommt im Handbuch nicht vor.</translation>
        </message>
        <message>
            <source>Chapter</source>
            <translation>Kapitel</translation>
        </message>
        <message>
            <source>Command Palette</source>
            <translation>Befehlspalette</translation>
        </message>
        <message>
            <source>What do you want to do?</source>
            <translation>Was möchten Sie tun?</translation>
        </message>
        <message>
            <source>Arrow keys choose a command, Enter runs it, Escape leaves.</source>
            <translation>Pfeiltasten wählen einen Befehl, Eingabe führt ihn aus, Esc verlässt die Liste.</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>Befehle</translation>
        </message>
        <message>
            <source>No command is called that; try another word.</source>
            <translation>So heißt kein Befehl; versuchen Sie ein anderes Wort.</translation>
        </message>
        <message>
            <source>There is nothing to use it on now.</source>
            <translation>Im Moment gibt es nichts, worauf er wirken könnte.</translation>
        </message>
        <message>
            <source>Enter goes to the room {} first.</source>
            <translation>Eingabe geht zuerst in den Raum {}.</translation>
        </message>
        <message>
            <source>A click or Enter paints in a style, Ctrl and a click or Shift+Enter mixes it in; F stars it, and a right click offers more.</source>
            <translation>Ein Klick oder Eingabe malt in einem Stil, Strg und ein Klick oder Umschalt+Eingabe mischt ihn bei; F gibt ihm einen Stern, und ein Rechtsklick bietet mehr.</translation>
        </message>
        <message>
            <source>The wheel zooms, Space and a drag moves, the arrow keys move too; plus and minus zoom. Ctrl+0 shows all of it.</source>
            <translation>Das Mausrad zoomt, Leertaste und Ziehen verschiebt, die Pfeiltasten auch; Plus und Minus zoomen. Strg+0 zeigt alles.</translation>
        </message>
        <message>
            <source>A click takes it; Shift and a click, or Shift+Enter, takes it as the second one where two can be had.</source>
            <translation>Ein Klick nimmt es; Umschalt und ein Klick, oder Umschalt+Eingabe, nimmt es als zweites, wo es zwei geben kann.</translation>
        </message>
        <message>
            <source>Drag it, or type the number; hold Ctrl while dragging for fine steps, and double-click to go back to how it came. The arrow keys move it too.</source>
            <translation>Ziehen Sie ihn oder tippen Sie die Zahl; mit Strg geht Ziehen in feinen Schritten, ein Doppelklick stellt den Anfangswert her. Auch die Pfeiltasten bewegen ihn.</translation>
        </message>
        <message>
            <source>Drag it, or use the arrow keys; hold Ctrl while dragging for fine steps, and double-click to go back to how it came.</source>
            <translation>Ziehen Sie ihn oder nehmen Sie die Pfeiltasten; mit Strg geht Ziehen in feinen Schritten, ein Doppelklick stellt den Anfangswert her.</translation>
        </message>
        <message>
            <source>Type a number, or use the arrow keys.</source>
            <translation>Tippen Sie eine Zahl oder nehmen Sie die Pfeiltasten.</translation>
        </message>
        <message>
            <source>Choose with a click or with the arrow keys; the wheel turns it only while the keyboard is here.</source>
            <translation>Wählen Sie mit einem Klick oder den Pfeiltasten; das Mausrad dreht nur, solange die Tastatur hier ist.</translation>
        </message>
        <message>
            <source>The arrow keys go from one to the next, Enter chooses; letters jump to what begins with them.</source>
            <translation>Die Pfeiltasten gehen von einem zum nächsten, Eingabe wählt; Buchstaben springen zu dem, was mit ihnen beginnt.</translation>
        </message>
        <message>
            <source>Type here; Enter takes it over.</source>
            <translation>Tippen Sie hier; Eingabe übernimmt es.</translation>
        </message>
        <message>
            <source>Nothing has the keyboard; press Tab or F6 to go to a control.</source>
            <translation>Die Tastatur ist nirgends; drücken Sie Tab oder F6, um zu einem Bedienelement zu gehen.</translation>
        </message>
        <message>
            <source>Keep the photo here</source>
            <translation>Hier das Foto behalten</translation>
        </message>
        <message>
            <source>Keep the photo here: protects faces and whatever else shall not be painted (K).</source>
            <translation>Hier das Foto behalten: schützt Gesichter und was sonst nicht übermalt werden soll (K).</translation>
        </message>
        <message>
            <source>Painting areas</source>
            <translation>Flächen malen</translation>
        </message>
        <message>
            <source>Takes painted areas away again (E).</source>
            <translation>Nimmt gemalte Flächen wieder weg (E).</translation>
        </message>
        <message>
            <source>Eraser</source>
            <translation>Radierer</translation>
        </message>
        <message>
            <source>Brush size</source>
            <translation>Pinselgröße</translation>
        </message>
        <message>
            <source>Brush softness</source>
            <translation>Weichheit des Pinsels</translation>
        </message>
        <message>
            <source>Paints what is not painted, and takes away what is.</source>
            <translation>Malt, was nicht gemalt ist, und nimmt weg, was gemalt ist.</translation>
        </message>
        <message>
            <source>Invert painted area</source>
            <translation>Gemalte Fläche umkehren</translation>
        </message>
        <message>
            <source>Takes away all that is painted in this colour.</source>
            <translation>Nimmt alles weg, was in dieser Farbe gemalt ist.</translation>
        </message>
        <message>
            <source>Clear painted area</source>
            <translation>Gemalte Fläche leeren</translation>
        </message>
        <message>
            <source>Stops painting areas; what is painted stays (Esc).</source>
            <translation>Beendet das Malen von Flächen; was gemalt ist, bleibt (Esc).</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Paint where {} goes</source>
            <translation>Malen, wohin {} kommt</translation>
        </message>
        <message>
            <source>Paint where {} goes (B).</source>
            <translation>Malen, wohin {} kommt (B).</translation>
        </message>
        <message>
            <source>Painted on this photo.</source>
            <translation>Auf diesem Foto gemalt.</translation>
        </message>
        <message>
            <source>Not painted yet.</source>
            <translation>Noch nicht gemalt.</translation>
        </message>
        <message>
            <source>{} Some of it is painted.</source>
            <translation>{} Ein Teil ist gemalt.</translation>
        </message>
        <message>
            <source>Erase painted area</source>
            <translation>Gemalte Fläche radieren</translation>
        </message>
        <message>
            <source>Paint area</source>
            <translation>Fläche malen</translation>
        </message>
        <message>
            <source>the photo itself</source>
            <translation>das Foto selbst</translation>
        </message>
        <message>
            <source>Style</source>
            <translation>Stil</translation>
        </message>
        <message>
            <source>Brush</source>
            <translation>Pinsel</translation>
        </message>
        <message>
            <source>The harder the pen is pressed, the wider it paints.</source>
            <translation>Je fester der Stift gedrückt wird, desto breiter malt er.</translation>
        </message>
        <message>
            <source>Pressure changes the size</source>
            <translation>Druck ändert die Größe</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
        <message>
            <source>&amp;Brush</source>
            <translation>&amp;Pinsel</translation>
        </message>
        <message>
            <source>Paints the material; Shift and a click paints a straight line from where the last stroke ended.</source>
            <translation>Malt das Material; Umschalt und ein Klick malt eine Gerade vom Ende des letzten Strichs.</translation>
        </message>
        <message>
            <source>&amp;Eraser</source>
            <translation>&amp;Radierer</translation>
        </message>
        <message>
            <source>Takes away what is painted, so that the material below shows; the other end of the pen does the same.</source>
            <translation>Nimmt Gemaltes weg, sodass das Material darunter zu sehen ist; das andere Ende des Stifts tut dasselbe.</translation>
        </message>
        <message>
            <source>&amp;Polygon</source>
            <translation>Viel&amp;eck</translation>
        </message>
        <message>
            <source>Sets corners by clicks; Enter or a double click closes the area, Backspace takes a corner back.</source>
            <translation>Setzt Ecken durch Klicks; Eingabe oder ein Doppelklick schließt die Fläche, die Rücktaste nimmt eine Ecke zurück.</translation>
        </message>
        <message>
            <source>L&amp;asso</source>
            <translation>L&amp;asso</translation>
        </message>
        <message>
            <source>Paints what a line drawn by hand encloses.</source>
            <translation>Malt, was eine freihändige Linie umschließt.</translation>
        </message>
        <message>
            <source>&amp;Line</source>
            <translation>&amp;Linie</translation>
        </message>
        <message>
            <source>Paints straight lines as wide as the brush; hold Shift for steps of 15 degrees.</source>
            <translation>Malt Geraden, so breit wie der Pinsel; mit Umschalt in Schritten von 15 Grad.</translation>
        </message>
        <message>
            <source>&amp;Rectangle</source>
            <translation>&amp;Rechteck</translation>
        </message>
        <message>
            <source>Paints rectangles; hold Shift for squares.</source>
            <translation>Malt Rechtecke; mit Umschalt Quadrate.</translation>
        </message>
        <message>
            <source>&amp;Fill</source>
            <translation>&amp;Füllen</translation>
        </message>
        <message>
            <source>Gives the area under the pointer the material.</source>
            <translation>Gibt der Fläche unter dem Zeiger das Material.</translation>
        </message>
        <message>
            <source>Fill E&amp;verywhere</source>
            <translation>Überall f&amp;üllen</translation>
        </message>
        <message>
            <source>Gives every area of the material under the pointer the new one.</source>
            <translation>Gibt jeder Fläche mit dem Material unter dem Zeiger das neue.</translation>
        </message>
        <message>
            <source>P&amp;ick Material</source>
            <translation>Material a&amp;ufnehmen</translation>
        </message>
        <message>
            <source>Takes the material from the map; Ctrl and a click does so with every tool.</source>
            <translation>Nimmt das Material von der Karte auf; Strg und ein Klick tut das mit jedem Werkzeug.</translation>
        </message>
        <message>
            <source>&amp;Off</source>
            <translation>&amp;Aus</translation>
        </message>
        <message>
            <source>Paints everything once.</source>
            <translation>Malt alles einmal.</translation>
        </message>
        <message>
            <source>&amp;Left and Right</source>
            <translation>&amp;Links und rechts</translation>
        </message>
        <message>
            <source>Paints everything once more on the other side.</source>
            <translation>Malt alles noch einmal auf der anderen Seite.</translation>
        </message>
        <message>
            <source>&amp;Above and Below</source>
            <translation>&amp;Oben und unten</translation>
        </message>
        <message>
            <source>Paints everything once more upside down, as water mirrors it.</source>
            <translation>Malt alles noch einmal kopfüber, wie Wasser es spiegelt.</translation>
        </message>
        <message>
            <source>&amp;Both</source>
            <translation>&amp;Beides</translation>
        </message>
        <message>
            <source>Paints everything four times.</source>
            <translation>Malt alles viermal.</translation>
        </message>
        <message>
            <source>&amp;Tool</source>
            <translation>&amp;Werkzeug</translation>
        </message>
        <message>
            <source>&amp;Material</source>
            <translation>&amp;Material</translation>
        </message>
        <message>
            <source>&amp;Symmetry</source>
            <translation>&amp;Symmetrie</translation>
        </message>
        <message>
            <source>&amp;Layer</source>
            <translation>&amp;Ebene</translation>
        </message>
        <message>
            <source>Flip Left and &amp;Right</source>
            <translation>Links und &amp;rechts spiegeln</translation>
        </message>
        <message>
            <source>Mirrors the map, and the sketch with it.</source>
            <translation>Spiegelt die Karte und die Skizze mit ihr.</translation>
        </message>
        <message>
            <source>Flip &amp;Upside Down</source>
            <translation>Auf den &amp;Kopf stellen</translation>
        </message>
        <message>
            <source>Turns the map upside down, and the sketch with it.</source>
            <translation>Stellt die Karte auf den Kopf und die Skizze mit ihr.</translation>
        </message>
        <message>
            <source>&amp;Outlines Only</source>
            <translation>Nur &amp;Umrisse</translation>
        </message>
        <message>
            <source>Shows the edges of the materials alone, over the photo and the result.</source>
            <translation>Zeigt nur die Kanten der Materialien, über dem Foto und dem Ergebnis.</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <source>&amp;Larger</source>
            <translation>&amp;Größer</translation>
        </message>
        <message>
            <source>Makes the brush larger; Alt or Shift and a drag across does so freely.</source>
            <translation>Macht den Pinsel größer; Alt oder Umschalt und Ziehen zur Seite tut es stufenlos.</translation>
        </message>
        <message>
            <source>&amp;Smaller</source>
            <translation>&amp;Kleiner</translation>
        </message>
        <message>
            <source>Makes the brush smaller.</source>
            <translation>Macht den Pinsel kleiner.</translation>
        </message>
        <message>
            <source>&amp;Preserve Other Materials</source>
            <translation>Andere Materialien &amp;schützen</translation>
        </message>
        <message>
            <source>Paints only where nothing is painted yet, and erases only the chosen material.</source>
            <translation>Malt nur, wo noch nichts gemalt ist, und radiert nur das gewählte Material.</translation>
        </message>
        <message>
            <source>&amp;Next</source>
            <translation>&amp;Nächstes</translation>
        </message>
        <message>
            <source>Takes the next material of the palette.</source>
            <translation>Nimmt das nächste Material der Palette.</translation>
        </message>
        <message>
            <source>&amp;Previous</source>
            <translation>&amp;Vorheriges</translation>
        </message>
        <message>
            <source>Takes the material before this one in the palette.</source>
            <translation>Nimmt das vorige Material der Palette.</translation>
        </message>
        <message>
            <source>S&amp;wap</source>
            <translation>&amp;Tauschen</translation>
        </message>
        <message>
            <source>Goes back to the material that was painted with before.</source>
            <translation>Geht zum Material zurück, mit dem vorher gemalt wurde.</translation>
        </message>
        <message>
            <source>&amp;New Layer of Materials</source>
            <translation>&amp;Neue Materialebene</translation>
        </message>
        <message>
            <source>Adds an empty layer above; what is erased there shows the one below.</source>
            <translation>Fügt darüber eine leere Ebene hinzu; was dort radiert wird, zeigt die darunter.</translation>
        </message>
        <message>
            <source>&amp;Remove Layer</source>
            <translation>Ebene &amp;entfernen</translation>
        </message>
        <message>
            <source>Takes the chosen layer away.</source>
            <translation>Nimmt die gewählte Ebene weg.</translation>
        </message>
        <message>
            <source>Move &amp;Up</source>
            <translation>Nach &amp;oben</translation>
        </message>
        <message>
            <source>Lifts the chosen layer over the next one.</source>
            <translation>Hebt die gewählte Ebene über die nächste.</translation>
        </message>
        <message>
            <source>Move &amp;Down</source>
            <translation>Nach &amp;unten</translation>
        </message>
        <message>
            <source>Puts the chosen layer under the next one.</source>
            <translation>Legt die gewählte Ebene unter die nächste.</translation>
        </message>
        <message>
            <source>&amp;Clear Layer</source>
            <translation>Ebene &amp;leeren</translation>
        </message>
        <message>
            <source>Takes away everything on the chosen layer.</source>
            <translation>Nimmt alles von der gewählten Ebene weg.</translation>
        </message>
        <message>
            <source>&amp;Mirror the View</source>
            <translation>Ansicht &amp;spiegeln</translation>
        </message>
        <message>
            <source>Shows the canvas mirrored, to see mistakes; the map stays as it is.</source>
            <translation>Zeigt die Leinwand gespiegelt, um Fehler zu sehen; die Karte bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>Rotate &amp;Left</source>
            <translation>Nach &amp;links drehen</translation>
        </message>
        <message>
            <source>Turns the paper to the left; Shift+Space and a drag turns it freely.</source>
            <translation>Dreht das Papier nach links; Umschalt+Leertaste und Ziehen dreht es frei.</translation>
        </message>
        <message>
            <source>Rotate &amp;Right</source>
            <translation>Nach &amp;rechts drehen</translation>
        </message>
        <message>
            <source>Turns the paper to the right.</source>
            <translation>Dreht das Papier nach rechts.</translation>
        </message>
        <message>
            <source>&amp;Upright</source>
            <translation>&amp;Aufrecht</translation>
        </message>
        <message>
            <source>Turns the paper back.</source>
            <translation>Dreht das Papier zurück.</translation>
        </message>
        <message>
            <source>Import Map</source>
            <translation>Karte importieren</translation>
        </message>
        <message>
            <source>Export Map</source>
            <translation>Karte exportieren</translation>
        </message>
        <message>
            <source>PNG (*.png)</source>
            <translation>PNG (*.png)</translation>
        </message>
        <message>
            <source>Maps (*.png *.PNG *.webp *.bmp *.tif *.tiff *.jpg *.jpeg)</source>
            <translation>Karten (*.png *.PNG *.webp *.bmp *.tif *.tiff *.jpg *.jpeg)</translation>
        </message>
        <message>
            <source>Paint something first; there is no map to save yet.</source>
            <translation>Malen Sie zuerst etwas; noch gibt es keine Karte zu speichern.</translation>
        </message>
        <message>
            <source>Import map</source>
            <translation>Karte importieren</translation>
        </message>
        <message>
            <source>Open map</source>
            <translation>Karte öffnen</translation>
        </message>
        <message>
            <source>{} is on the map.</source>
            <translation>{} liegt auf der Karte.</translation>
        </message>
        <message>
            <source>The layer “{}” is hidden; show it to paint on it.</source>
            <translation>Die Ebene „{}“ ist ausgeblendet; blenden Sie sie ein, um darauf zu malen.</translation>
        </message>
        <message>
            <source>The layer “{}” is locked; unlock it to change it.</source>
            <translation>Die Ebene „{}“ ist gesperrt; entsperren Sie sie, um sie zu ändern.</translation>
        </message>
        <message>
            <source>Takes the light of a photo of yours; a photo may also be dropped here.</source>
            <translation>Nimmt das Licht eines Ihrer Fotos; ein Foto lässt sich auch hier ablegen.</translation>
        </message>
        <message>
            <source>Moods</source>
            <translation>Stimmungen</translation>
        </message>
        <message>
            <source>Photo…</source>
            <translation>Foto…</translation>
        </message>
        <message>
            <source>By seed</source>
            <translation>Nach Startzahl</translation>
        </message>
        <message>
            <source>Leaves the light to the seed.</source>
            <translation>Überlässt das Licht der Startzahl.</translation>
        </message>
        <message>
            <source>{}: a click takes this light, one with Shift mixes it in.</source>
            <translation>{}: Ein Klick nimmt dieses Licht, einer mit Umschalt mischt es bei.</translation>
        </message>
        <message>
            <source>As kept</source>
            <translation>Wie behalten</translation>
        </message>
        <message>
            <source>Find (Ctrl+F)</source>
            <translation>Suchen (Strg+F)</translation>
        </message>
        <message>
            <source>Find a material</source>
            <translation>Material suchen</translation>
        </message>
        <message>
            <source>Type a name; Enter takes the first material that fits.</source>
            <translation>Tippen Sie einen Namen; Eingabe nimmt das erste passende Material.</translation>
        </message>
        <message>
            <source>No material is called that.</source>
            <translation>So heißt kein Material.</translation>
        </message>
        <message>
            <source>Paints {}; a click with Shift keeps it for X.</source>
            <translation>Malt {}; ein Klick mit Umschalt merkt es für X vor.</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Shows the models that paint with materials.</source>
            <translation>Zeigt die Modelle, die mit Materialien malen.</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Ebenen</translation>
        </message>
        <message>
            <source>Shows the maps, photos and lines that lie over one another.</source>
            <translation>Zeigt die Karten, Fotos und Linien, die übereinander liegen.</translation>
        </message>
        <message>
            <source>This is what the program sees in the photo; paint over what it got wrong.</source>
            <translation>Das sieht das Programm in dem Foto; übermalen Sie, was es falsch sieht.</translation>
        </message>
        <message>
            <source>Map from photo</source>
            <translation>Karte aus Foto</translation>
        </message>
        <message>
            <source>Looking at the photo…</source>
            <translation>Das Foto wird angesehen…</translation>
        </message>
        <message>
            <source>Use Its Mood</source>
            <translation>Seine Stimmung nehmen</translation>
        </message>
        <message>
            <source>&amp;Find a Material</source>
            <translation>Material &amp;suchen</translation>
        </message>
        <message>
            <source>Puts the cursor into the search field of the materials.</source>
            <translation>Setzt den Cursor in das Suchfeld der Materialien.</translation>
        </message>
        <message>
            <source>&amp;Templates…</source>
            <translation>&amp;Vorlagen…</translation>
        </message>
        <message>
            <source>Begins with a scene that is painted already.</source>
            <translation>Beginnt mit einer Szene, die schon gemalt ist.</translation>
        </message>
        <message>
            <source>Map from P&amp;hoto…</source>
            <translation>Karte aus &amp;Foto…</translation>
        </message>
        <message>
            <source>Proposes the map of the photo below the map, or of one that you open.</source>
            <translation>Schlägt die Karte des Fotos unter der Karte vor, oder eines, das Sie öffnen.</translation>
        </message>
        <message>
            <source>&amp;Mood from Photo…</source>
            <translation>&amp;Stimmung aus Foto…</translation>
        </message>
        <message>
            <source>Takes the light of a photo of yours.</source>
            <translation>Nimmt das Licht eines Ihrer Fotos.</translation>
        </message>
        <message>
            <source>&amp;Import Map…</source>
            <translation>Karte &amp;importieren…</translation>
        </message>
        <message>
            <source>Opens a map from a file, and repairs what an image editor did to it.</source>
            <translation>Öffnet eine Karte aus einer Datei und repariert, was ein Bildbearbeitungsprogramm mit ihr gemacht hat.</translation>
        </message>
        <message>
            <source>E&amp;xport Map As…</source>
            <translation>Karte e&amp;xportieren…</translation>
        </message>
        <message>
            <source>Saves the map as a PNG file with its palette and the names of the materials.</source>
            <translation>Speichert die Karte als PNG-Datei mit ihrer Palette und den Namen der Materialien.</translation>
        </message>
        <message>
            <source>map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karte</translation>
        </message>
        <message>
            <source>Paint a few areas, and a photo of them appears here; or begin with a template.</source>
            <translation>Malen Sie ein paar Flächen, und ein Foto davon erscheint hier; oder beginnen Sie mit einer Vorlage.</translation>
        </message>
        <message>
            <source>Mood from Photo</source>
            <translation>Stimmung aus Foto</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Vorlagen</translation>
        </message>
        <message>
            <source>Begin with one of these, and paint on; what is on the map now comes back with Undo.</source>
            <translation>Beginnen Sie mit einer davon und malen Sie weiter; was jetzt auf der Karte ist, kommt mit Rückgängig zurück.</translation>
        </message>
        <message>
            <source>Puts this scene on the map.</source>
            <translation>Legt diese Szene auf die Karte.</translation>
        </message>
        <message>
            <source>Material: {}</source>
            <translation>Material: {}</translation>
        </message>
        <message>
            <source>Paints {}; X swaps it with {}.</source>
            <translation>Malt {}; X tauscht es mit {}.</translation>
        </message>
        <message>
            <source>Map of materials</source>
            <translation>Karte der Materialien</translation>
        </message>
        <message>
            <source>Paint with pen or mouse. Wheel zooms, Space drags, minus and equals change the material.</source>
            <translation>Malen Sie mit Stift oder Maus. Das Mausrad zoomt, die Leertaste zieht, Minus und Gleich wechseln das Material.</translation>
        </message>
        <message>
            <source>Untitled</source>
            <translation>Unbenannt</translation>
        </message>
        <message>
            <source>Save Document</source>
            <translation>Dokument speichern</translation>
        </message>
        <message>
            <source>Save a Copy</source>
            <translation>Kopie speichern</translation>
        </message>
        <message>
            <source>One moment: the document is being written…</source>
            <translation>Einen Moment: Das Dokument wird geschrieben…</translation>
        </message>
        <message>
            <source>A copy is saved as {}.</source>
            <translation>Eine Kopie ist als {} gespeichert.</translation>
        </message>
        <message>
            <source>“{}” is open in another window; choose another name.</source>
            <translation>„{}“ ist in einem anderen Fenster offen; wählen Sie einen anderen Namen.</translation>
        </message>
        <message>
            <source>Watch a File</source>
            <translation>Datei beobachten</translation>
        </message>
        <message>
            <source>Watch file</source>
            <translation>Datei beobachten</translation>
        </message>
        <message>
            <source>Following {}: save it in the other program to see it here.</source>
            <translation>{} wird beobachtet: Speichern Sie im anderen Programm, um es hier zu sehen.</translation>
        </message>
        <message>
            <source>{} is not followed any more.</source>
            <translation>{} wird nicht mehr beobachtet.</translation>
        </message>
        <message>
            <source>Save Changes</source>
            <translation>Änderungen speichern</translation>
        </message>
        <message>
            <source>Open Document</source>
            <translation>Dokument öffnen</translation>
        </message>
        <message>
            <source>If both saved to it, the work of one would be lost; here you can open a copy.</source>
            <translation>Würden beide speichern, ginge die Arbeit des einen verloren; hier können Sie eine Kopie öffnen.</translation>
        </message>
        <message>
            <source>Saving over it would throw away what was done there.</source>
            <translation>Würde darüber gespeichert, ginge verloren, was dort getan wurde.</translation>
        </message>
        <message>
            <source>OpenRaster documents (*.ora)</source>
            <translation>OpenRaster-Dokumente (*.ora)</translation>
        </message>
        <message>
            <source>Save to Folder</source>
            <translation>In Ordner speichern</translation>
        </message>
        <message>
            <source>What is not saved is lost when the window closes.</source>
            <translation>Was nicht gespeichert ist, geht verloren, wenn das Fenster schließt.</translation>
        </message>
        <message>
            <source>What is not saved is lost when another document takes its place.</source>
            <translation>Was nicht gespeichert ist, geht verloren, wenn ein anderes Dokument an die Stelle tritt.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Open a Copy</source>
            <translation>Kopie öffnen</translation>
        </message>
        <message>
            <source>Save Over It</source>
            <translation>Darüber speichern</translation>
        </message>
        <message>
            <source>“{}” has changes that are not saved.</source>
            <translation>„{}“ hat Änderungen, die nicht gespeichert sind.</translation>
        </message>
        <message>
            <source>Close Without Saving</source>
            <translation>Schließen, ohne zu speichern</translation>
        </message>
        <message>
            <source>Go On Without Saving</source>
            <translation>Weiter, ohne zu speichern</translation>
        </message>
        <message>
            <source>“{}” is open in another window.</source>
            <translation>„{}“ ist in einem anderen Fenster offen.</translation>
        </message>
        <message>
            <source>“{}” was changed by another program.</source>
            <translation>„{}“ wurde von einem anderen Programm geändert.</translation>
        </message>
        <message>
            <source>Unsaved Work</source>
            <translation>Nicht gespeicherte Arbeit</translation>
        </message>
        <message>
            <source>The program ended before this work was saved. Which of it do you want to open?</source>
            <translation>Das Programm endete, bevor diese Arbeit gespeichert wurde. Was davon möchten Sie öffnen?</translation>
        </message>
        <message>
            <source>Unsaved work</source>
            <translation>Nicht gespeicherte Arbeit</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>Ö&amp;ffnen</translation>
        </message>
        <message>
            <source>Opens the selected work; the rest is offered again at the next start.</source>
            <translation>Öffnet die gewählte Arbeit; der Rest wird beim nächsten Start wieder angeboten.</translation>
        </message>
        <message>
            <source>&amp;Later</source>
            <translation>&amp;Später</translation>
        </message>
        <message>
            <source>Keeps all of it and asks again at the next start.</source>
            <translation>Behält alles und fragt beim nächsten Start wieder.</translation>
        </message>
        <message>
            <source>&amp;Delete…</source>
            <translation>&amp;Löschen…</translation>
        </message>
        <message>
            <source>Deletes the selected work for good.</source>
            <translation>Löscht die gewählte Arbeit endgültig.</translation>
        </message>
        <message>
            <source>Never saved</source>
            <translation>Nie gespeichert</translation>
        </message>
        <message>
            <source>Delete Unsaved Work</source>
            <translation>Nicht gespeicherte Arbeit löschen</translation>
        </message>
        <message>
            <source>Nobody can bring it back after that.</source>
            <translation>Danach kann niemand sie zurückholen.</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Löschen</translation>
        </message>
        <message>
            <source>{name}
{when}
{width} × {height} pixels</source>
            <translation>{name}
{when}
{width} × {height} Pixel</translation>
        </message>
        <message>
            <source>The file was saved after this.</source>
            <translation>Die Datei wurde danach gespeichert.</translation>
        </message>
        <message>
            <source>Delete “{}” for good?</source>
            <translation>„{}“ endgültig löschen?</translation>
        </message>
        <message>
            <source>What you do is not kept safe at the moment.</source>
            <translation>Was Sie tun, wird im Moment nicht gesichert.</translation>
        </message>
        <message>
            <source>Your work is kept safe again.</source>
            <translation>Ihre Arbeit wird wieder gesichert.</translation>
        </message>
        <message>
            <source>Save Now…</source>
            <translation>Jetzt speichern…</translation>
        </message>
        <message>
            <source>{} is saved, but without the content credentials that its photo has; sign the result to carry them on.</source>
            <translation>{} ist gespeichert, aber ohne die Inhaltsnachweise, die das Foto hat; signieren Sie das Ergebnis, um sie weiterzuführen.</translation>
        </message>
        <message>
            <source>Pictures are signed from now on; save this one again to sign it, too.</source>
            <translation>Bilder werden von jetzt an signiert; speichern Sie dieses noch einmal, um es auch zu signieren.</translation>
        </message>
        <message>
            <source>This photo names people; make sure that they agree to what you make of it.</source>
            <translation>Dieses Foto nennt Personen; vergewissern Sie sich, dass sie mit dem einverstanden sind, was Sie daraus machen.</translation>
        </message>
        <message>
            <source>If people are in this photo, make sure that they agree to what you make of it.</source>
            <translation>Wenn Personen auf diesem Foto sind, vergewissern Sie sich, dass sie mit dem einverstanden sind, was Sie daraus machen.</translation>
        </message>
        <message>
            <source>Sign From Now On</source>
            <translation>Ab jetzt signieren</translation>
        </message>
        <message>
            <source>Don’t Remind Me</source>
            <translation>Nicht mehr erinnern</translation>
        </message>
        <message>
            <source>The photo’s data (camera, date, place)</source>
            <translation>Die Daten des Fotos (Kamera, Datum, Ort)</translation>
        </message>
        <message>
            <source>Without it the file tells nothing about where and when the photo was taken.</source>
            <translation>Ohne sie verrät die Datei nichts darüber, wo und wann das Foto entstand.</translation>
        </message>
        <message>
            <source>That AI was used</source>
            <translation>Dass KI verwendet wurde</translation>
        </message>
        <message>
            <source>A label that archives and networks read (IPTC digital source type).</source>
            <translation>Eine Kennzeichnung, die Archive und Netzwerke lesen (IPTC Digital Source Type).</translation>
        </message>
        <message>
            <source>My recipe</source>
            <translation>Mein Rezept</translation>
        </message>
        <message>
            <source>Models, styles, seed and settings, so that the picture can be made again.</source>
            <translation>Modelle, Stile, Startzahl und Einstellungen, sodass sich das Bild noch einmal machen lässt.</translation>
        </message>
        <message>
            <source>A signed history (content credentials)</source>
            <translation>Eine signierte Geschichte (Inhaltsnachweise)</translation>
        </message>
        <message>
            <source>Others can verify what the picture was made of and that nobody changed it since; it always tells which models worked, and names the photo if its data is kept.</source>
            <translation>Andere können prüfen, woraus das Bild gemacht ist und dass es seitdem niemand geändert hat; sie nennt immer die beteiligten Modelle, und das Foto, wenn dessen Daten behalten werden.</translation>
        </message>
        <message>
            <source>Verify a Picture</source>
            <translation>Bild prüfen</translation>
        </message>
        <message>
            <source>Choose a picture, or drop one here.</source>
            <translation>Wählen Sie ein Bild oder legen Sie eines hier ab.</translation>
        </message>
        <message>
            <source>What the file says</source>
            <translation>Was die Datei sagt</translation>
        </message>
        <message>
            <source>Chooses the picture to look at.</source>
            <translation>Wählt das Bild, das angesehen wird.</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <source>Copies all that is shown, as text.</source>
            <translation>Kopiert alles Gezeigte als Text.</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Wird gelesen…</translation>
        </message>
        <message>
            <source>Signed history (content credentials)</source>
            <translation>Signierte Geschichte (Inhaltsnachweise)</translation>
        </message>
        <message>
            <source>Label in the file (XMP)</source>
            <translation>Kennzeichnung in der Datei (XMP)</translation>
        </message>
        <message>
            <source>Made or changed by AI, from a picture that somebody drew or photographed.</source>
            <translation>Von KI gemacht oder geändert, nach einem Bild, das jemand gezeichnet oder fotografiert hat.</translation>
        </message>
        <message>
            <source>Created by AI.</source>
            <translation>Von KI geschaffen.</translation>
        </message>
        <message>
            <source>Put together from pictures of which some were generated.</source>
            <translation>Aus Bildern zusammengesetzt, von denen einige erzeugt wurden.</translation>
        </message>
        <message>
            <source>Made by a program, without AI.</source>
            <translation>Von einem Programm gemacht, ohne KI.</translation>
        </message>
        <message>
            <source>Enhanced by a program.</source>
            <translation>Von einem Programm verbessert.</translation>
        </message>
        <message>
            <source>Made by a person with digital tools, without generative AI.</source>
            <translation>Von einem Menschen mit digitalen Werkzeugen gemacht, ohne generative KI.</translation>
        </message>
        <message>
            <source>Changed by a person, without generative AI.</source>
            <translation>Von einem Menschen geändert, ohne generative KI.</translation>
        </message>
        <message>
            <source>Changed a little by a person, without generative AI.</source>
            <translation>Von einem Menschen ein wenig geändert, ohne generative KI.</translation>
        </message>
        <message>
            <source>Put together from several pictures.</source>
            <translation>Aus mehreren Bildern zusammengesetzt.</translation>
        </message>
        <message>
            <source>Put together from several photos.</source>
            <translation>Aus mehreren Fotos zusammengesetzt.</translation>
        </message>
        <message>
            <source>Taken with a digital camera.</source>
            <translation>Mit einer Digitalkamera aufgenommen.</translation>
        </message>
        <message>
            <source>Taken with a camera that computes one photo from several shots.</source>
            <translation>Mit einer Kamera aufgenommen, die ein Foto aus mehreren Aufnahmen berechnet.</translation>
        </message>
        <message>
            <source>Scanned from film.</source>
            <translation>Von Film gescannt.</translation>
        </message>
        <message>
            <source>Scanned from paper.</source>
            <translation>Von Papier gescannt.</translation>
        </message>
        <message>
            <source>A picture of a screen.</source>
            <translation>Ein Bild eines Bildschirms.</translation>
        </message>
        <message>
            <source>Recorded in a virtual world.</source>
            <translation>In einer virtuellen Welt aufgenommen.</translation>
        </message>
        <message>
            <source>Drawn from data by a program.</source>
            <translation>Von einem Programm aus Daten gezeichnet.</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>Begonnen</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>Geöffnet</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Geändert</translation>
        </message>
        <message>
            <source>Data changed</source>
            <translation>Daten geändert</translation>
        </message>
        <message>
            <source>Another picture put in</source>
            <translation>Anderes Bild eingesetzt</translation>
        </message>
        <message>
            <source>Cropped</source>
            <translation>Zugeschnitten</translation>
        </message>
        <message>
            <source>Resized</source>
            <translation>Größe geändert</translation>
        </message>
        <message>
            <source>Turned</source>
            <translation>Gedreht</translation>
        </message>
        <message>
            <source>Filtered</source>
            <translation>Gefiltert</translation>
        </message>
        <message>
            <source>Colours changed</source>
            <translation>Farben geändert</translation>
        </message>
        <message>
            <source>Drawn upon</source>
            <translation>Darauf gezeichnet</translation>
        </message>
        <message>
            <source>Converted</source>
            <translation>Umgewandelt</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>Veröffentlicht</translation>
        </message>
        <message>
            <source>Something taken out</source>
            <translation>Etwas herausgenommen</translation>
        </message>
        <message>
            <source>The file is not, byte by byte, the one that was signed.</source>
            <translation>Die Datei ist nicht Byte für Byte die, die signiert wurde.</translation>
        </message>
        <message>
            <source>The history was changed after it was signed.</source>
            <translation>Die Geschichte wurde nach dem Signieren geändert.</translation>
        </message>
        <message>
            <source>A part of the history is missing.</source>
            <translation>Ein Teil der Geschichte fehlt.</translation>
        </message>
        <message>
            <source>The signature does not belong to this history.</source>
            <translation>Die Signatur gehört nicht zu dieser Geschichte.</translation>
        </message>
        <message>
            <source>The certificate is not one that may sign pictures.</source>
            <translation>Das Zertifikat ist keines, das Bilder signieren darf.</translation>
        </message>
        <message>
            <source>The certificate was not valid any more when it signed.</source>
            <translation>Das Zertifikat war beim Signieren nicht mehr gültig.</translation>
        </message>
        <message>
            <source>The certificate was revoked.</source>
            <translation>Das Zertifikat wurde widerrufen.</translation>
        </message>
        <message>
            <source>The file does not say how the picture was made.</source>
            <translation>Die Datei sagt nicht, wie das Bild entstand.</translation>
        </message>
        <message>
            <source>That proves nothing: most pictures say nothing, and labels are easily lost on the way.</source>
            <translation>Das beweist nichts: Die meisten Bilder sagen nichts, und Kennzeichnungen gehen unterwegs leicht verloren.</translation>
        </message>
        <message>
            <source>The picture, or its history, was changed after it was signed; do not rely on what it says.</source>
            <translation>Das Bild oder seine Geschichte wurde nach dem Signieren geändert; verlassen Sie sich nicht auf das, was sie sagt.</translation>
        </message>
        <message>
            <source>There is a signed history in this file, but it cannot be read.</source>
            <translation>In dieser Datei ist eine signierte Geschichte, aber sie lässt sich nicht lesen.</translation>
        </message>
        <message>
            <source>Signed by you, with the certificate of this computer or your own, and unchanged since.</source>
            <translation>Von Ihnen signiert, mit dem Zertifikat dieses Computers oder Ihrem eigenen, und seitdem unverändert.</translation>
        </message>
        <message>
            <source>Signed, and unchanged since.</source>
            <translation>Signiert und seitdem unverändert.</translation>
        </message>
        <message>
            <source>The file says how the picture was made, but nobody signed that.</source>
            <translation>Die Datei sagt, wie das Bild entstand, aber niemand hat das signiert.</translation>
        </message>
        <message>
            <source>The program is not online, so it cannot check whether the signer is who the certificate says; anybody can make a certificate of their own.</source>
            <translation>Das Programm ist nicht online und kann deshalb nicht prüfen, ob der Unterzeichner der ist, den das Zertifikat nennt; jeder kann sich selbst ein Zertifikat machen.</translation>
        </message>
        <message>
            <source>Others see that nothing was changed; who you are they can only check by a certificate they know.</source>
            <translation>Andere sehen, dass nichts geändert wurde; wer Sie sind, können sie nur mit einem Zertifikat prüfen, das sie kennen.</translation>
        </message>
        <message>
            <source>A damaged copy looks like this, too; ask for the original file.</source>
            <translation>Eine beschädigte Kopie sieht auch so aus; bitten Sie um die Originaldatei.</translation>
        </message>
        <message>
            <source>Anybody can write or remove such a label.</source>
            <translation>Jeder kann eine solche Kennzeichnung schreiben oder entfernen.</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>AI system</source>
            <translation>KI-System</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Modelle</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Programm</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>Creator</source>
            <translation>Urheber</translation>
        </message>
        <message>
            <source>Rights</source>
            <translation>Rechte</translation>
        </message>
        <message>
            <source>Recipe</source>
            <translation>Rezept</translation>
        </message>
        <message>
            <source>Signed history on the web, not looked at</source>
            <translation>Signierte Geschichte im Netz, nicht angesehen</translation>
        </message>
        <message>
            <source>Signed by</source>
            <translation>Signiert von</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>{}, which has a signed history itself</source>
            <translation>{}, das selbst eine signierte Geschichte hat</translation>
        </message>
        <message>
            <source>{}, whose own signed history was broken already</source>
            <translation>{}, dessen eigene signierte Geschichte schon gebrochen war</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>Problem</translation>
        </message>
        <message>
            <source>by {}</source>
            <translation>von {}</translation>
        </message>
        <message>
            <source>Made from</source>
            <translation>Gemacht aus</translation>
        </message>
        <message>
            <source>With</source>
            <translation>Mit</translation>
        </message>
        <message>
            <source>Step {}</source>
            <translation>Schritt {}</translation>
        </message>
        <message>
            <source>a picture</source>
            <translation>ein Bild</translation>
        </message>
        <message>
            <source>Open a photo and pick a painting first.</source>
            <translation>Öffnen Sie zuerst ein Foto und wählen Sie ein Gemälde.</translation>
        </message>
        <message>
            <source>{title} on {name}, {width} × {height}, {seconds:.1f} s, {state}</source>
            <translation>{title} auf {name}, {width} × {height}, {seconds:.1f} s, {state}</translation>
        </message>
        <message>
            <source>saved as {}</source>
            <translation>gespeichert als {}</translation>
        </message>
        <message>
            <source>Colour to draw with</source>
            <translation>Zeichenfarbe</translation>
        </message>
        <message>
            <source>The harder the pen is pressed, the wider the line.</source>
            <translation>Je fester der Stift gedrückt wird, desto breiter die Linie.</translation>
        </message>
        <message>
            <source>The harder the pen is pressed, the stronger the line.</source>
            <translation>Je fester der Stift gedrückt wird, desto kräftiger die Linie.</translation>
        </message>
        <message>
            <source>Pressure changes the opacity</source>
            <translation>Druck ändert die Deckkraft</translation>
        </message>
        <message>
            <source>Sets how hard the pen has to be pressed.</source>
            <translation>Legt fest, wie fest der Stift gedrückt werden muss.</translation>
        </message>
        <message>
            <source>Pen pressure</source>
            <translation>Stiftdruck</translation>
        </message>
        <message>
            <source>Mixes a colour of your own.</source>
            <translation>Mischt eine eigene Farbe.</translation>
        </message>
        <message>
            <source>Another colour</source>
            <translation>Andere Farbe</translation>
        </message>
        <message>
            <source>Your colour</source>
            <translation>Ihre Farbe</translation>
        </message>
        <message>
            <source>Draws with {}.</source>
            <translation>Zeichnet mit {}.</translation>
        </message>
        <message>
            <source>Detach the result</source>
            <translation>Ergebnis ablösen</translation>
        </message>
        <message>
            <source>No model that draws is installed yet.</source>
            <translation>Noch ist kein Modell installiert, das zeichnet.</translation>
        </message>
        <message>
            <source>Press Ctrl+Enter for a photo; Ctrl+L makes it follow your hand.</source>
            <translation>Drücken Sie Strg+Eingabe für ein Foto; mit Strg+L folgt es Ihrer Hand.</translation>
        </message>
        <message>
            <source>Making the photo</source>
            <translation>Das Foto entsteht</translation>
        </message>
        <message>
            <source>Stylise</source>
            <translation>Stilisieren</translation>
        </message>
        <message>
            <source>Chain of steps</source>
            <translation>Kette der Schritte</translation>
        </message>
        <message>
            <source>Ends the chain; the photo stays as it is.</source>
            <translation>Beendet die Kette; das Foto bleibt, wie es ist.</translation>
        </message>
        <message>
            <source>pick a style…</source>
            <translation>Stil wählen…</translation>
        </message>
        <message>
            <source>What all this comes from.</source>
            <translation>Woraus das alles entsteht.</translation>
        </message>
        <message>
            <source>photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Shows the photo that is made of the drawing.</source>
            <translation>Zeigt das Foto, das aus der Zeichnung entsteht.</translation>
        </message>
        <message>
            <source>Shows the photo in the style of this painting.</source>
            <translation>Zeigt das Foto im Stil dieses Gemäldes.</translation>
        </message>
        <message>
            <source>End the chain</source>
            <translation>Kette beenden</translation>
        </message>
        <message>
            <source>sketch</source>
            <translation>Skizze</translation>
        </message>
        <message>
            <source>Sky blue</source>
            <translation>Himmelblau</translation>
        </message>
        <message>
            <source>Cloud white</source>
            <translation>Wolkenweiß</translation>
        </message>
        <message>
            <source>Sunset orange</source>
            <translation>Abendorange</translation>
        </message>
        <message>
            <source>Snow</source>
            <translation>Schnee</translation>
        </message>
        <message>
            <source>Grass green</source>
            <translation>Grasgrün</translation>
        </message>
        <message>
            <source>Tree green</source>
            <translation>Baumgrün</translation>
        </message>
        <message>
            <source>Sand</source>
            <translation>Sand</translation>
        </message>
        <message>
            <source>Earth</source>
            <translation>Erde</translation>
        </message>
        <message>
            <source>Rock grey</source>
            <translation>Felsgrau</translation>
        </message>
        <message>
            <source>Water</source>
            <translation>Wasser</translation>
        </message>
        <message>
            <source>&amp;Pen</source>
            <translation>&amp;Stift</translation>
        </message>
        <message>
            <source>Draws lines; Shift and a click draws a straight one from where the last ended.</source>
            <translation>Zeichnet Linien; Umschalt und ein Klick zeichnet eine Gerade vom Ende der letzten.</translation>
        </message>
        <message>
            <source>Takes away what is drawn; the other end of the pen does the same.</source>
            <translation>Nimmt Gezeichnetes weg; das andere Ende des Stifts tut dasselbe.</translation>
        </message>
        <message>
            <source>&amp;Colour Hints</source>
            <translation>&amp;Farbhinweise</translation>
        </message>
        <message>
            <source>Brushes in what colour things are; a few strokes are enough.</source>
            <translation>Trägt auf, welche Farbe die Dinge haben; ein paar Striche genügen.</translation>
        </message>
        <message>
            <source>Draws straight lines; hold Shift for steps of 15 degrees.</source>
            <translation>Zeichnet Geraden; mit Umschalt in Schritten von 15 Grad.</translation>
        </message>
        <message>
            <source>Fills an area with colour, up to the lines around it.</source>
            <translation>Füllt eine Fläche mit Farbe, bis zu den Linien um sie herum.</translation>
        </message>
        <message>
            <source>P&amp;ick Colour</source>
            <translation>Farbe a&amp;ufnehmen</translation>
        </message>
        <message>
            <source>Takes a colour from the canvas; Ctrl and a click does so with every tool.</source>
            <translation>Nimmt eine Farbe von der Leinwand auf; Strg und ein Klick tut das mit jedem Werkzeug.</translation>
        </message>
        <message>
            <source>&amp;Move Layer</source>
            <translation>Ebene &amp;verschieben</translation>
        </message>
        <message>
            <source>Moves what the chosen layer holds.</source>
            <translation>Verschiebt, was auf der gewählten Ebene ist.</translation>
        </message>
        <message>
            <source>Draws each stroke once.</source>
            <translation>Zeichnet jeden Strich einmal.</translation>
        </message>
        <message>
            <source>Draws each stroke once more on the other side.</source>
            <translation>Zeichnet jeden Strich noch einmal auf der anderen Seite.</translation>
        </message>
        <message>
            <source>Draws each stroke once more upside down.</source>
            <translation>Zeichnet jeden Strich noch einmal kopfüber.</translation>
        </message>
        <message>
            <source>Draws each stroke four times.</source>
            <translation>Zeichnet jeden Strich viermal.</translation>
        </message>
        <message>
            <source>Mirrors the whole drawing.</source>
            <translation>Spiegelt die ganze Zeichnung.</translation>
        </message>
        <message>
            <source>Turns the whole drawing upside down.</source>
            <translation>Stellt die ganze Zeichnung auf den Kopf.</translation>
        </message>
        <message>
            <source>Makes the brush larger; Shift and a drag across does so freely.</source>
            <translation>Macht den Pinsel größer; Umschalt und Ziehen zur Seite tut es stufenlos.</translation>
        </message>
        <message>
            <source>So&amp;fter</source>
            <translation>&amp;Weicher</translation>
        </message>
        <message>
            <source>Makes the edge of the brush softer.</source>
            <translation>Macht den Rand des Pinsels weicher.</translation>
        </message>
        <message>
            <source>&amp;Harder</source>
            <translation>&amp;Härter</translation>
        </message>
        <message>
            <source>Makes the edge of the brush harder.</source>
            <translation>Macht den Rand des Pinsels härter.</translation>
        </message>
        <message>
            <source>S&amp;wap Colours</source>
            <translation>Farben &amp;tauschen</translation>
        </message>
        <message>
            <source>Goes back to the colour before this one.</source>
            <translation>Geht zur vorigen Farbe zurück.</translation>
        </message>
        <message>
            <source>&amp;Default Colours</source>
            <translation>&amp;Anfangsfarben</translation>
        </message>
        <message>
            <source>Goes back to the colours the canvas started with.</source>
            <translation>Geht zu den Farben zurück, mit denen die Leinwand begann.</translation>
        </message>
        <message>
            <source>Pen &amp;Pressure…</source>
            <translation>Stift&amp;druck…</translation>
        </message>
        <message>
            <source>&amp;New Sketch Layer</source>
            <translation>&amp;Neue Skizzenebene</translation>
        </message>
        <message>
            <source>Adds an empty layer to draw on.</source>
            <translation>Fügt eine leere Ebene zum Zeichnen hinzu.</translation>
        </message>
        <message>
            <source>New &amp;Hints Layer</source>
            <translation>Neue &amp;Farbebene</translation>
        </message>
        <message>
            <source>Adds an empty layer for colours.</source>
            <translation>Fügt eine leere Ebene für Farben hinzu.</translation>
        </message>
        <message>
            <source>Shows the canvas mirrored, to see mistakes; the drawing stays as it is.</source>
            <translation>Zeigt die Leinwand gespiegelt, um Fehler zu sehen; die Zeichnung bleibt, wie sie ist.</translation>
        </message>
        <message>
            <source>Crop frame</source>
            <translation>Zuschneiderahmen</translation>
        </message>
        <message>
            <source>Arrows move the frame, with Shift its edges, with Ctrl ten times as far. Enter crops, Escape leaves.</source>
            <translation>Pfeile schieben den Rahmen, mit Umschalt seine Kanten, mit Strg zehnmal so weit. Eingabe schneidet zu, Esc bricht ab.</translation>
        </message>
        <message>
            <source>Size of the frame</source>
            <translation>Größe des Rahmens</translation>
        </message>
        <message>
            <source>Cuts the drawing down to the frame (Enter).</source>
            <translation>Schneidet die Zeichnung auf den Rahmen zu (Eingabe).</translation>
        </message>
        <message>
            <source>Leaves the drawing as it is (Esc).</source>
            <translation>Lässt die Zeichnung, wie sie ist (Esc).</translation>
        </message>
        <message>
            <source>Crop</source>
            <translation>Zuschneiden</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>{} × {} px</source>
            <translation>{} × {} px</translation>
        </message>
        <message>
            <source>Pen Pressure</source>
            <translation>Stiftdruck</translation>
        </message>
        <message>
            <source>Pressure curve</source>
            <translation>Druckkurve</translation>
        </message>
        <message>
            <source>Drag a point, click to add one, double-click to take it away; try it with the pen.</source>
            <translation>Ziehen Sie einen Punkt, ein Klick fügt einen hinzu, ein Doppelklick nimmt ihn weg; probieren Sie es mit dem Stift.</translation>
        </message>
        <message>
            <source>Across: how hard you press. Upwards: how much of it the brush feels. The curve holds for all tools.</source>
            <translation>Waagerecht: wie fest Sie drücken. Senkrecht: wie viel davon der Pinsel spürt. Die Kurve gilt für alle Werkzeuge.</translation>
        </message>
        <message>
            <source>Straight</source>
            <translation>Gerade</translation>
        </message>
        <message>
            <source>Feels what you press.</source>
            <translation>Spürt, was Sie drücken.</translation>
        </message>
        <message>
            <source>Light hand</source>
            <translation>Leichte Hand</translation>
        </message>
        <message>
            <source>A light touch already draws strongly.</source>
            <translation>Schon ein leichter Druck zeichnet kräftig.</translation>
        </message>
        <message>
            <source>Heavy hand</source>
            <translation>Schwere Hand</translation>
        </message>
        <message>
            <source>Full strength takes a firm press.</source>
            <translation>Volle Kraft braucht festen Druck.</translation>
        </message>
        <message>
            <source>Keeps this curve.</source>
            <translation>Behält diese Kurve.</translation>
        </message>
        <message>
            <source>Puts the old curve back.</source>
            <translation>Stellt die alte Kurve wieder her.</translation>
        </message>
        <message>
            <source>This is a draft; full size comes when the pen rests.</source>
            <translation>Das ist ein Entwurf; die volle Größe kommt, wenn der Stift ruht.</translation>
        </message>
        <message>
            <source>Keeps the photo as a layer below what is drawn, and in the history.</source>
            <translation>Behält das Foto als Ebene unter der Zeichnung und im Verlauf.</translation>
        </message>
        <message>
            <source>&amp;Variations…</source>
            <translation>&amp;Variationen…</translation>
        </message>
        <message>
            <source>Shows nine seeds, to choose from.</source>
            <translation>Zeigt neun Startzahlen zur Auswahl.</translation>
        </message>
        <message>
            <source>&amp;Stylise This</source>
            <translation>&amp;Stilisieren</translation>
        </message>
        <message>
            <source>Carries the photo on to the styles; the painting follows while you draw.</source>
            <translation>Trägt das Foto zu den Stilen weiter; das Gemälde folgt, während Sie zeichnen.</translation>
        </message>
        <message>
            <source>&amp;Trace a Photo…</source>
            <translation>Foto &amp;nachzeichnen…</translation>
        </message>
        <message>
            <source>Draws the lines of a photo on the sketch layer and puts the photo below.</source>
            <translation>Zeichnet die Linien eines Fotos auf die Skizzenebene und legt das Foto darunter.</translation>
        </message>
        <message>
            <source>Clear &amp;Hints</source>
            <translation>Farb&amp;hinweise leeren</translation>
        </message>
        <message>
            <source>Takes all colour hints away.</source>
            <translation>Nimmt alle Farbhinweise weg.</translation>
        </message>
        <message>
            <source>&amp;Detach the Result</source>
            <translation>Ergebnis &amp;ablösen</translation>
        </message>
        <message>
            <source>Puts the photo into a window of its own, for a second screen.</source>
            <translation>Legt das Foto in ein eigenes Fenster, für einen zweiten Bildschirm.</translation>
        </message>
        <message>
            <source>The photo comes first; let the hand rest for a moment.</source>
            <translation>Zuerst kommt das Foto; lassen Sie die Hand einen Moment ruhen.</translation>
        </message>
        <message>
            <source>This picture is kept already.</source>
            <translation>Dieses Bild ist schon behalten.</translation>
        </message>
        <message>
            <source>{}, seed {}</source>
            <translation>{}, Startzahl {}</translation>
        </message>
        <message>
            <source>It is kept as soon as it is there at full size…</source>
            <translation>Es wird behalten, sobald es in voller Größe da ist…</translation>
        </message>
        <message>
            <source>&amp;Crop</source>
            <translation>&amp;Zuschneiden</translation>
        </message>
        <message>
            <source>Keeps a part of the drawing: drag the frame, Enter crops, Escape leaves it.</source>
            <translation>Behält einen Teil der Zeichnung: Rahmen ziehen, Eingabe schneidet zu, Esc lässt es.</translation>
        </message>
        <message>
            <source>Canvas &amp;Size…</source>
            <translation>Leinwand&amp;größe…</translation>
        </message>
        <message>
            <source>Adds room round the drawing, or takes some away.</source>
            <translation>Fügt rund um die Zeichnung Platz hinzu oder nimmt welchen weg.</translation>
        </message>
        <message>
            <source>Scale the &amp;Drawing…</source>
            <translation>Zeichnung s&amp;kalieren…</translation>
        </message>
        <message>
            <source>Enlarges or reduces the drawing with all its layers.</source>
            <translation>Vergrößert oder verkleinert die Zeichnung mit allen Ebenen.</translation>
        </message>
        <message>
            <source>Drag the frame round what you keep; Enter crops, Escape leaves the drawing as it is.</source>
            <translation>Ziehen Sie den Rahmen um das, was bleibt; Eingabe schneidet zu, Esc lässt die Zeichnung, wie sie ist.</translation>
        </message>
        <message>
            <source>Width</source>
            <translation>Breite</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>Höhe</translation>
        </message>
        <message>
            <source>Canvas Size</source>
            <translation>Leinwandgröße</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ändern</translation>
        </message>
        <message>
            <source>What stays in place</source>
            <translation>Was an seinem Platz bleibt</translation>
        </message>
        <message>
            <source>Stays in place</source>
            <translation>Bleibt am Platz</translation>
        </message>
        <message>
            <source>Scale the Drawing</source>
            <translation>Zeichnung skalieren</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>Skalieren</translation>
        </message>
        <message>
            <source>Keep proportions</source>
            <translation>Seitenverhältnis behalten</translation>
        </message>
        <message>
            <source>Height follows width, and width follows height.</source>
            <translation>Die Höhe folgt der Breite und die Breite der Höhe.</translation>
        </message>
        <message>
            <source>Scaling</source>
            <translation>Skalierung</translation>
        </message>
        <message>
            <source> px</source>
            <translation> px</translation>
        </message>
        <message>
            <source>Upper left</source>
            <translation>Links oben</translation>
        </message>
        <message>
            <source>Top</source>
            <translation>Oben</translation>
        </message>
        <message>
            <source>Upper right</source>
            <translation>Rechts oben</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Links</translation>
        </message>
        <message>
            <source>Middle</source>
            <translation>Mitte</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Rechts</translation>
        </message>
        <message>
            <source>Lower left</source>
            <translation>Links unten</translation>
        </message>
        <message>
            <source>Bottom</source>
            <translation>Unten</translation>
        </message>
        <message>
            <source>Lower right</source>
            <translation>Rechts unten</translation>
        </message>
        <message>
            <source>What lies outside is cut off; undo brings it back.</source>
            <translation>Was außerhalb liegt, wird abgeschnitten; Rückgängig bringt es zurück.</translation>
        </message>
        <message>
            <source>{} % of the size now; materials and colour hints keep hard edges.</source>
            <translation>{} % der jetzigen Größe; Materialien und Farbhinweise behalten harte Kanten.</translation>
        </message>
        <message>
            <source>In pixels of the drawing; now it is {}.</source>
            <translation>In Pixeln der Zeichnung; jetzt sind es {}.</translation>
        </message>
        <message>
            <source>{}: this part of the drawing stays where it is.</source>
            <translation>{}: Dieser Teil der Zeichnung bleibt, wo er ist.</translation>
        </message>
        <message>
            <source>Lines that the photo follows</source>
            <translation>Linien, denen das Foto folgt</translation>
        </message>
        <message>
            <source>Colours that the photo follows</source>
            <translation>Farben, denen das Foto folgt</translation>
        </message>
        <message>
            <source>Materials that the photo is made of</source>
            <translation>Materialien, aus denen das Foto entsteht</translation>
        </message>
        <message>
            <source>A photo to draw over; it does not change the result</source>
            <translation>Ein Foto zum Überzeichnen; es ändert das Ergebnis nicht</translation>
        </message>
        <message>
            <source>A result that was kept</source>
            <translation>Ein Ergebnis, das behalten wurde</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Multiply</source>
            <translation>Multiplizieren</translation>
        </message>
        <message>
            <source>Screen</source>
            <translation>Negativ multiplizieren</translation>
        </message>
        <message>
            <source>Space shows or hides the layer, Shift+Space locks it, F2 renames it.</source>
            <translation>Die Leertaste blendet die Ebene ein oder aus, Umschalt+Leertaste sperrt sie, F2 benennt sie um.</translation>
        </message>
        <message>
            <source>Blending</source>
            <translation>Mischmodus</translation>
        </message>
        <message>
            <source>How the layer's colours meet those below: Multiply darkens, Screen lightens.</source>
            <translation>Wie die Farben der Ebene auf die darunter treffen: Multiplizieren dunkelt ab, Negativ multiplizieren hellt auf.</translation>
        </message>
        <message>
            <source>Shows or hides the layer.</source>
            <translation>Blendet die Ebene ein oder aus.</translation>
        </message>
        <message>
            <source>Locks the layer against changes, or unlocks it.</source>
            <translation>Sperrt die Ebene gegen Änderungen oder entsperrt sie.</translation>
        </message>
        <message>
            <source>Visible</source>
            <translation>Sichtbar</translation>
        </message>
        <message>
            <source>Hidden</source>
            <translation>Ausgeblendet</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>Gesperrt</translation>
        </message>
        <message>
            <source>Unlocked</source>
            <translation>Nicht gesperrt</translation>
        </message>
        <message>
            <source>{}.</source>
            <translation>{}.</translation>
        </message>
        <message>
            <source>New Document</source>
            <translation>Neues Dokument</translation>
        </message>
        <message>
            <source>Usual sizes</source>
            <translation>Übliche Größen</translation>
        </message>
        <message>
            <source>Sizes to choose from; type any other below.</source>
            <translation>Größen zur Auswahl; tippen Sie unten eine andere.</translation>
        </message>
        <message>
            <source>Sheet</source>
            <translation>Blatt</translation>
        </message>
        <message>
            <source>Begin</source>
            <translation>Beginnen</translation>
        </message>
        <message>
            <source>In pixels of the drawing.</source>
            <translation>In Pixeln der Zeichnung.</translation>
        </message>
        <message>
            <source>Try an Example</source>
            <translation>Beispiel zeigen</translation>
        </message>
        <message>
            <source>Trace</source>
            <translation>Nachzeichnen</translation>
        </message>
        <message>
            <source>Draws the lines of a photo for you.</source>
            <translation>Zeichnet die Linien eines Fotos für Sie.</translation>
        </message>
        <message>
            <source>Traced; the detail slider draws more or fewer lines.</source>
            <translation>Nachgezeichnet; der Regler Detail zeichnet mehr oder weniger Linien.</translation>
        </message>
        <message>
            <source>Tracing…</source>
            <translation>Wird nachgezeichnet…</translation>
        </message>
        <message>
            <source>Canvas size</source>
            <translation>Leinwand</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Startzahl</translation>
        </message>
        <message>
            <source>No model that draws is installed; put one into the folder of models.</source>
            <translation>Kein Modell, das zeichnet, ist installiert; legen Sie eines in den Modellordner.</translation>
        </message>
        <message>
            <source>Drawing</source>
            <translation>Zeichnung</translation>
        </message>
        <message>
            <source>Draw a few lines, and a photo of them appears here.</source>
            <translation>Zeichnen Sie ein paar Linien, und ein Foto davon erscheint hier.</translation>
        </message>
        <message>
            <source>Open a photo (Ctrl+O) or drop one here, and the result appears.</source>
            <translation>Öffnen Sie ein Foto (Strg+O) oder legen Sie eines hier ab, und das Ergebnis erscheint.</translation>
        </message>
        <message>
            <source>The mood of the picture; the same seed gives the same picture again.</source>
            <translation>Die Stimmung des Bildes; dieselbe Startzahl gibt wieder dasselbe Bild.</translation>
        </message>
        <message>
            <source>Rolls another seed (R).</source>
            <translation>Würfelt eine andere Startzahl (R).</translation>
        </message>
        <message>
            <source>Keeps this seed when a new drawing begins.</source>
            <translation>Behält diese Startzahl, wenn eine neue Zeichnung beginnt.</translation>
        </message>
        <message>
            <source>Roll the seed</source>
            <translation>Startzahl würfeln</translation>
        </message>
        <message>
            <source>Lock the seed</source>
            <translation>Startzahl festhalten</translation>
        </message>
        <message>
            <source>The layer “{}” is hidden; show it to draw on it.</source>
            <translation>Die Ebene „{}“ ist ausgeblendet; blenden Sie sie ein, um darauf zu zeichnen.</translation>
        </message>
        <message>
            <source>{}, typed</source>
            <translation>{}, getippt</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <source>Repeats each stroke as in a mirror.</source>
            <translation>Wiederholt jeden Strich wie in einem Spiegel.</translation>
        </message>
        <message>
            <source>Symmetry</source>
            <translation>Symmetrie</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>Farben</translation>
        </message>
        <message>
            <source>The colour to draw with, and the one before it; X swaps them, D brings the first ones.</source>
            <translation>Die Zeichenfarbe und die vorige; X tauscht sie, D bringt die ersten zurück.</translation>
        </message>
        <message>
            <source>Variations</source>
            <translation>Variationen</translation>
        </message>
        <message>
            <source>Click the mood that you like.</source>
            <translation>Klicken Sie auf die Stimmung, die Ihnen gefällt.</translation>
        </message>
        <message>
            <source>Nine More</source>
            <translation>Neun weitere</translation>
        </message>
        <message>
            <source>Shows other seeds.</source>
            <translation>Zeigt andere Startzahlen.</translation>
        </message>
        <message>
            <source>Seed {}</source>
            <translation>Startzahl {}</translation>
        </message>
        <message>
            <source>Takes this mood; its seed is {}.</source>
            <translation>Nimmt diese Stimmung; ihre Startzahl ist {}.</translation>
        </message>
        <message>
            <source>Sketch</source>
            <translation>Skizze</translation>
        </message>
        <message>
            <source>Draw with pen or mouse. Wheel zooms, Space drags, 4 and 6 turn, M mirrors the view.</source>
            <translation>Zeichnen Sie mit Stift oder Maus. Das Mausrad zoomt, die Leertaste zieht, 4 und 6 drehen, M spiegelt die Ansicht.</translation>
        </message>
        <message>
            <source>Add a Style from a Picture</source>
            <translation>Stil aus einem Bild hinzufügen</translation>
        </message>
        <message>
            <source>“{}” was removed.</source>
            <translation>„{}“ wurde entfernt.</translation>
        </message>
        <message>
            <source>Take Back</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>“{}” is one of your styles now.</source>
            <translation>„{}“ gehört jetzt zu Ihren Stilen.</translation>
        </message>
        <message>
            <source>The first {} pictures become styles.</source>
            <translation>Die ersten {} Bilder werden zu Stilen.</translation>
        </message>
        <message>
            <source>The download was stopped; it goes on from there another time.</source>
            <translation>Das Herunterladen wurde angehalten; es geht ein andermal dort weiter.</translation>
        </message>
        <message>
            <source>Encoder</source>
            <translation>Encoder</translation>
        </message>
        <message>
            <source>Reference VGG-19 is installed.</source>
            <translation>Das Referenz-VGG-19 ist installiert.</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Herunterladen</translation>
        </message>
        <message>
            <source>Choose File…</source>
            <translation>Datei wählen…</translation>
        </message>
        <message>
            <source>Choose {}</source>
            <translation>{} wählen</translation>
        </message>
        <message>
            <source>Styles</source>
            <translation>Stile</translation>
        </message>
        <message>
            <source>Enter paints in a style, Shift+Enter mixes it in, F makes it a favourite.</source>
            <translation>Eingabe malt in einem Stil, Umschalt+Eingabe mischt ihn bei, F macht ihn zum Favoriten.</translation>
        </message>
        <message>
            <source>Drop to make it a style</source>
            <translation>Ablegen, um daraus einen Stil zu machen</translation>
        </message>
        <message>
            <source>Adds the painting that you pick next to the mix.</source>
            <translation>Fügt das Gemälde, das Sie als Nächstes wählen, der Mischung hinzu.</translation>
        </message>
        <message>
            <source>Pick a painting.</source>
            <translation>Wählen Sie ein Gemälde.</translation>
        </message>
        <message>
            <source>Mix in another</source>
            <translation>Weiteres beimischen</translation>
        </message>
        <message>
            <source>Mix in another painting</source>
            <translation>Weiteres Gemälde beimischen</translation>
        </message>
        <message>
            <source>Paint what stays as the photo is, such as faces (K).</source>
            <translation>Malen, was so bleibt wie im Foto, etwa Gesichter (K).</translation>
        </message>
        <message>
            <source>Keep the photo</source>
            <translation>Foto behalten</translation>
        </message>
        <message>
            <source>Chosen styles</source>
            <translation>Gewählte Stile</translation>
        </message>
        <message>
            <source>Paint where this style goes (B).</source>
            <translation>Malen, wohin dieser Stil kommt (B).</translation>
        </message>
        <message>
            <source>Takes this painting out of the mix.</source>
            <translation>Nimmt dieses Gemälde aus der Mischung.</translation>
        </message>
        <message>
            <source>{} paints this picture.</source>
            <translation>{} malt dieses Bild.</translation>
        </message>
        <message>
            <source>Now pick a painting</source>
            <translation>Jetzt ein Gemälde wählen</translation>
        </message>
        <message>
            <source>Take {} out of the mix</source>
            <translation>{} aus der Mischung nehmen</translation>
        </message>
        <message>
            <source>{}: click to paint in this style.</source>
            <translation>{}: Ein Klick malt in diesem Stil.</translation>
        </message>
        <message>
            <source>{}, favourite</source>
            <translation>{}, Favorit</translation>
        </message>
        <message>
            <source>Start from</source>
            <translation>Beginnen mit</translation>
        </message>
        <message>
            <source>What the first brush stroke is laid on.</source>
            <translation>Worauf der erste Pinselstrich gelegt wird.</translation>
        </message>
        <message>
            <source>Whose colours the result has.</source>
            <translation>Wessen Farben das Ergebnis hat.</translation>
        </message>
        <message>
            <source>The same seed gives the same picture again.</source>
            <translation>Dieselbe Startzahl gibt wieder dasselbe Bild.</translation>
        </message>
        <message>
            <source>The network that looks at the photo and the painting.</source>
            <translation>Das Netz, das Foto und Gemälde ansieht.</translation>
        </message>
        <message>
            <source>Atelier</source>
            <translation>Atelier</translation>
        </message>
        <message>
            <source>Reference VGG-19</source>
            <translation>Referenz-VGG-19</translation>
        </message>
        <message>
            <source>Small, quick and built in.</source>
            <translation>Klein, schnell und eingebaut.</translation>
        </message>
        <message>
            <source>Reference VGG-19 (not installed)</source>
            <translation>Referenz-VGG-19 (nicht installiert)</translation>
        </message>
        <message>
            <source>The instant painting</source>
            <translation>Dem Sofortgemälde</translation>
        </message>
        <message>
            <source>Goes on from what you see.</source>
            <translation>Arbeitet an dem weiter, was Sie sehen.</translation>
        </message>
        <message>
            <source>The photo</source>
            <translation>Dem Foto</translation>
        </message>
        <message>
            <source>Stays close to the photo.</source>
            <translation>Bleibt nah am Foto.</translation>
        </message>
        <message>
            <source>Noise</source>
            <translation>Rauschen</translation>
        </message>
        <message>
            <source>Freer, and different for every seed.</source>
            <translation>Freier, und anders für jede Startzahl.</translation>
        </message>
        <message>
            <source>The painting’s</source>
            <translation>Die des Gemäldes</translation>
        </message>
        <message>
            <source>The painting’s colours.</source>
            <translation>Die Farben des Gemäldes.</translation>
        </message>
        <message>
            <source>The photo’s, exactly</source>
            <translation>Die des Fotos, genau</translation>
        </message>
        <message>
            <source>Only light and dark are painted.</source>
            <translation>Nur Hell und Dunkel wird gemalt.</translation>
        </message>
        <message>
            <source>The photo’s, roughly</source>
            <translation>Die des Fotos, ungefähr</translation>
        </message>
        <message>
            <source>The photo’s range of colours, painted freely.</source>
            <translation>Der Farbumfang des Fotos, frei gemalt.</translation>
        </message>
        <message>
            <source>Colour only</source>
            <translation>Nur Farbe</translation>
        </message>
        <message>
            <source>The painting’s colours on the photo as it is.</source>
            <translation>Die Farben des Gemäldes auf dem Foto, wie es ist.</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Anfang</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <source>The long side of the result in pixels; type any size.</source>
            <translation>Die lange Seite des Ergebnisses in Pixeln; tippen Sie eine beliebige Größe.</translation>
        </message>
        <message>
            <source>Photo’s size</source>
            <translation>Fotogröße</translation>
        </message>
        <message>
            <source>Size in pixels</source>
            <translation>Größe in Pixeln</translation>
        </message>
        <message>
            <source>{} px</source>
            <translation>{} px</translation>
        </message>
        <message>
            <source>How long the painting is worked on.</source>
            <translation>Wie lange an dem Gemälde gearbeitet wird.</translation>
        </message>
        <message>
            <source>What is grey here waits for another quality: the instant painting has no use for it.</source>
            <translation>Was hier grau ist, wartet auf eine andere Qualität: Das sofortige Gemälde braucht es nicht.</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mehr</translation>
        </message>
        <message>
            <source>Shows the controls that few pictures need.</source>
            <translation>Zeigt die Regler, die wenige Bilder brauchen.</translation>
        </message>
        <message>
            <source>Style mix</source>
            <translation>Stilmischung</translation>
        </message>
        <message>
            <source>Instant</source>
            <translation>Sofort</translation>
        </message>
        <message>
            <source>What you see while you change things, at full size.</source>
            <translation>Was Sie beim Ändern sehen, in voller Größe.</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Entwurf</translation>
        </message>
        <message>
            <source>Quick and rough.</source>
            <translation>Schnell und grob.</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>Gut</translation>
        </message>
        <message>
            <source>For most pictures.</source>
            <translation>Für die meisten Bilder.</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>Beste</translation>
        </message>
        <message>
            <source>Slow, with the finest strokes.</source>
            <translation>Langsam, mit den feinsten Strichen.</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Shows every style.</source>
            <translation>Zeigt alle Stile.</translation>
        </message>
        <message>
            <source>No style matches this search.</source>
            <translation>Kein Stil passt zu dieser Suche.</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>Favoriten</translation>
        </message>
        <message>
            <source>Shows the styles that you starred.</source>
            <translation>Zeigt die Stile mit Stern.</translation>
        </message>
        <message>
            <source>Star a style to keep it here.</source>
            <translation>Geben Sie einem Stil einen Stern, um ihn hier zu haben.</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Zuletzt</translation>
        </message>
        <message>
            <source>Shows the styles that you used last.</source>
            <translation>Zeigt die Stile, die Sie zuletzt verwendet haben.</translation>
        </message>
        <message>
            <source>The styles you paint with will be here.</source>
            <translation>Die Stile, mit denen Sie malen, werden hier sein.</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Meine</translation>
        </message>
        <message>
            <source>Shows the styles made from your own pictures.</source>
            <translation>Zeigt die Stile aus Ihren eigenen Bildern.</translation>
        </message>
        <message>
            <source>Drop any picture here to paint in its style.</source>
            <translation>Legen Sie irgendein Bild hier ab, um in seinem Stil zu malen.</translation>
        </message>
        <message>
            <source>Makes a style from a picture of your own.</source>
            <translation>Macht aus einem eigenen Bild einen Stil.</translation>
        </message>
        <message>
            <source>Title, artist or tag</source>
            <translation>Titel, Künstler oder Stichwort</translation>
        </message>
        <message>
            <source>Finds styles by title, artist or tag.</source>
            <translation>Findet Stile nach Titel, Künstler oder Stichwort.</translation>
        </message>
        <message>
            <source>Search styles</source>
            <translation>Stile suchen</translation>
        </message>
        <message>
            <source>Empties the search.</source>
            <translation>Leert die Suche.</translation>
        </message>
        <message>
            <source>Add a picture as a style</source>
            <translation>Bild als Stil hinzufügen</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Use this style</source>
            <translation>Diesen Stil verwenden</translation>
        </message>
        <message>
            <source>Use as second style</source>
            <translation>Als zweiten Stil verwenden</translation>
        </message>
        <message>
            <source>{} styles</source>
            <translation>{}: Stile</translation>
        </message>
        <message>
            <source>Remove from favourites</source>
            <translation>Aus den Favoriten nehmen</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>Zu den Favoriten</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Umbenennen…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <source>Name of the style</source>
            <translation>Name des Stils</translation>
        </message>
        <message>
            <source>Change the world</source>
            <translation>Die Welt ändern</translation>
        </message>
        <message>
            <source>Repair</source>
            <translation>Reparieren</translation>
        </message>
        <message>
            <source>Make anew</source>
            <translation>Neu machen</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>Linien</translation>
        </message>
        <message>
            <source>Draws the lines of the picture, dark on white.</source>
            <translation>Zeichnet die Linien des Bildes, dunkel auf Weiß.</translation>
        </message>
        <message>
            <source>Paint</source>
            <translation>Malen</translation>
        </message>
        <message>
            <source>Traces the lines of the picture and makes a new photo of them.</source>
            <translation>Zeichnet die Linien des Bildes nach und macht daraus ein neues Foto.</translation>
        </message>
        <message>
            <source>Finds out what is where in the picture and makes a new photo of that map.</source>
            <translation>Findet heraus, was wo im Bild ist, und macht aus dieser Karte ein neues Foto.</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Unbekannt</translation>
        </message>
        <message>
            <source>My styles</source>
            <translation>Meine Stile</translation>
        </message>
        <message>
            <source>{}: paints the picture in this style.</source>
            <translation>{}: malt das Bild in diesem Stil.</translation>
        </message>
        <message>
            <source>{} of {} pictures are finished in {}.</source>
            <translation>{} von {} Bildern sind in {} fertig.</translation>
        </message>
        <message>
            <source>Folder of Photos</source>
            <translation>Ordner mit Fotos</translation>
        </message>
        <message>
            <source>Folder for the Results</source>
            <translation>Ordner für die Ergebnisse</translation>
        </message>
        <message>
            <source>What Failed</source>
            <translation>Was nicht gelang</translation>
        </message>
        <message>
            <source>Photos that failed</source>
            <translation>Fotos, die nicht gelangen</translation>
        </message>
        <message>
            <source>Add a step first; then it can be applied to a folder of photos.</source>
            <translation>Fügen Sie zuerst einen Schritt hinzu; dann lässt er sich auf einen Ordner mit Fotos anwenden.</translation>
        </message>
        <message>
            <source>Stopped; applying the chain to the same folders again goes on from there.</source>
            <translation>Angehalten; wird die Kette auf dieselben Ordner noch einmal angewandt, geht es dort weiter.</translation>
        </message>
        <message>
            <source>Show What Failed</source>
            <translation>Zeigen, was nicht gelang</translation>
        </message>
        <message>
            <source>The chain is applied to the photos in {}.</source>
            <translation>Die Kette wird auf die Fotos in {} angewandt.</translation>
        </message>
        <message>
            <source>{} failed.</source>
            <translation>{} sind nicht gelungen.</translation>
        </message>
        <message>
            <source>Transform this</source>
            <translation>Verwandeln</translation>
        </message>
        <message>
            <source>The picture comes first; let the hand rest for a moment.</source>
            <translation>Zuerst kommt das Bild; lassen Sie die Hand einen Moment ruhen.</translation>
        </message>
        <message>
            <source>Choose what shall change at the right, and it appears here.</source>
            <translation>Wählen Sie rechts, was sich ändern soll, und es erscheint hier.</translation>
        </message>
        <message>
            <source>Press Ctrl+Enter for the result; Ctrl+L makes it follow your hand.</source>
            <translation>Drücken Sie Strg+Eingabe für das Ergebnis; mit Strg+L folgt es Ihrer Hand.</translation>
        </message>
        <message>
            <source>Transforming</source>
            <translation>Wird verwandelt</translation>
        </message>
        <message>
            <source>Applying, {}</source>
            <translation>Wird angewandt, {}</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Änderungen</translation>
        </message>
        <message>
            <source>No model that changes photos is installed; other steps can be added below.</source>
            <translation>Kein Modell, das Fotos ändert, ist installiert; andere Schritte lassen sich unten hinzufügen.</translation>
        </message>
        <message>
            <source>{} A click adds this step.</source>
            <translation>{} Ein Klick fügt diesen Schritt hinzu.</translation>
        </message>
        <message>
            <source>Add {}</source>
            <translation>{} hinzufügen</translation>
        </message>
        <message>
            <source>Shows the picture in the style of this painting.</source>
            <translation>Zeigt das Bild im Stil dieses Gemäldes.</translation>
        </message>
        <message>
            <source>Shows the controls of this step.</source>
            <translation>Zeigt die Regler dieses Schritts.</translation>
        </message>
        <message>
            <source>&amp;Transform This</source>
            <translation>&amp;Verwandeln</translation>
        </message>
        <message>
            <source>Carries the picture on to the Transform room, to lead it into winter, night or a painting.</source>
            <translation>Trägt das Bild in den Raum Verwandeln weiter, um es in Winter, Nacht oder ein Gemälde zu führen.</translation>
        </message>
        <message>
            <source>Open &amp;Chain…</source>
            <translation>&amp;Kette öffnen…</translation>
        </message>
        <message>
            <source>Opens steps that were saved, with their masks; the photo stays.</source>
            <translation>Öffnet gespeicherte Schritte mit ihren Masken; das Foto bleibt.</translation>
        </message>
        <message>
            <source>Save C&amp;hain</source>
            <translation>K&amp;ette speichern</translation>
        </message>
        <message>
            <source>Saves the steps to a file, with their masks in a folder beside it.</source>
            <translation>Speichert die Schritte in einer Datei, ihre Masken in einem Ordner daneben.</translation>
        </message>
        <message>
            <source>Save Chai&amp;n As…</source>
            <translation>Ke&amp;tte speichern unter…</translation>
        </message>
        <message>
            <source>Saves the steps under another name.</source>
            <translation>Speichert die Schritte unter einem anderen Namen.</translation>
        </message>
        <message>
            <source>Apply Chain to &amp;Folder…</source>
            <translation>Kette auf &amp;Ordner anwenden…</translation>
        </message>
        <message>
            <source>Leads all photos of a folder through these steps; run again, it goes on where it stopped.</source>
            <translation>Führt alle Fotos eines Ordners durch diese Schritte; beim nächsten Mal geht es dort weiter, wo es aufhörte.</translation>
        </message>
        <message>
            <source>Keeps the result in the history, at full size.</source>
            <translation>Behält das Ergebnis im Verlauf, in voller Größe.</translation>
        </message>
        <message>
            <source>Carries the result on to the styles; the painting follows when you come back.</source>
            <translation>Trägt das Ergebnis zu den Stilen weiter; das Gemälde folgt, wenn Sie zurückkommen.</translation>
        </message>
        <message>
            <source>Switch the Step On or &amp;Off</source>
            <translation>Schritt ein- oder &amp;ausschalten</translation>
        </message>
        <message>
            <source>Leaves the selected step out, or brings it back.</source>
            <translation>Lässt den gewählten Schritt weg oder bringt ihn zurück.</translation>
        </message>
        <message>
            <source>Do It &amp;Earlier</source>
            <translation>&amp;Früher tun</translation>
        </message>
        <message>
            <source>Moves the selected step up in the chain.</source>
            <translation>Schiebt den gewählten Schritt in der Kette nach oben.</translation>
        </message>
        <message>
            <source>Do It &amp;Later</source>
            <translation>&amp;Später tun</translation>
        </message>
        <message>
            <source>Moves the selected step down in the chain.</source>
            <translation>Schiebt den gewählten Schritt in der Kette nach unten.</translation>
        </message>
        <message>
            <source>&amp;Remove the Step</source>
            <translation>Schritt &amp;entfernen</translation>
        </message>
        <message>
            <source>Takes the selected step out of the chain.</source>
            <translation>Nimmt den gewählten Schritt aus der Kette.</translation>
        </message>
        <message>
            <source>&amp;Mask of the Step</source>
            <translation>&amp;Maske des Schritts</translation>
        </message>
        <message>
            <source>&amp;Paint Where It Works</source>
            <translation>&amp;Malen, wo er wirkt</translation>
        </message>
        <message>
            <source>Brushes over the photo where the selected step works.</source>
            <translation>Malt auf das Foto, wo der gewählte Schritt wirkt.</translation>
        </message>
        <message>
            <source>&amp;Erase</source>
            <translation>&amp;Radieren</translation>
        </message>
        <message>
            <source>Takes painted areas away again.</source>
            <translation>Nimmt gemalte Flächen wieder weg.</translation>
        </message>
        <message>
            <source>&amp;Larger Brush</source>
            <translation>&amp;Größerer Pinsel</translation>
        </message>
        <message>
            <source>Makes the brush larger.</source>
            <translation>Macht den Pinsel größer.</translation>
        </message>
        <message>
            <source>&amp;Smaller Brush</source>
            <translation>&amp;Kleinerer Pinsel</translation>
        </message>
        <message>
            <source>So&amp;fter Brush</source>
            <translation>&amp;Weicherer Pinsel</translation>
        </message>
        <message>
            <source>&amp;Harder Brush</source>
            <translation>&amp;Härterer Pinsel</translation>
        </message>
        <message>
            <source>&amp;Invert the Mask</source>
            <translation>Maske &amp;umkehren</translation>
        </message>
        <message>
            <source>Lets the step work where it did not, and leaves out where it did.</source>
            <translation>Lässt den Schritt wirken, wo er es nicht tat, und spart aus, wo er es tat.</translation>
        </message>
        <message>
            <source>&amp;Clear the Mask</source>
            <translation>Maske &amp;leeren</translation>
        </message>
        <message>
            <source>Lets the step work everywhere.</source>
            <translation>Lässt den Schritt überall wirken.</translation>
        </message>
        <message>
            <source>Kept in the history.</source>
            <translation>Im Verlauf behalten.</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>Unverändert</translation>
        </message>
        <message>
            <source>The result comes first; let the hand rest for a moment.</source>
            <translation>Zuerst kommt das Ergebnis; lassen Sie die Hand einen Moment ruhen.</translation>
        </message>
        <message>
            <source>Show result</source>
            <translation>Ergebnis zeigen</translation>
        </message>
        <message>
            <source>Open a photo and add a step first; then the result can be kept.</source>
            <translation>Öffnen Sie zuerst ein Foto und fügen Sie einen Schritt hinzu; dann lässt sich das Ergebnis behalten.</translation>
        </message>
        <message>
            <source>Open Chain</source>
            <translation>Kette öffnen</translation>
        </message>
        <message>
            <source>Chains (*.toml)</source>
            <translation>Ketten (*.toml)</translation>
        </message>
        <message>
            <source>Save Chain</source>
            <translation>Kette speichern</translation>
        </message>
        <message>
            <source>Load Mask</source>
            <translation>Maske laden</translation>
        </message>
        <message>
            <source>Opened {}, {} steps.</source>
            <translation>{} geöffnet, {} Schritte.</translation>
        </message>
        <message>
            <source>The step works where {} is white.</source>
            <translation>Der Schritt wirkt, wo {} weiß ist.</translation>
        </message>
        <message>
            <source>This is not the result at full size yet; it comes when the hand rests.</source>
            <translation>Das ist noch nicht das Ergebnis in voller Größe; es kommt, wenn die Hand ruht.</translation>
        </message>
        <message>
            <source>Into which world shall we take it?</source>
            <translation>In welche Welt soll es gehen?</translation>
        </message>
        <message>
            <source>{} steps</source>
            <translation>{} Schritte</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Add step</source>
            <translation>Schritt hinzufügen</translation>
        </message>
        <message>
            <source>Remove step</source>
            <translation>Schritt entfernen</translation>
        </message>
        <message>
            <source>Move step</source>
            <translation>Schritt verschieben</translation>
        </message>
        <message>
            <source>Paint mask</source>
            <translation>Maske malen</translation>
        </message>
        <message>
            <source>Open chain</source>
            <translation>Kette öffnen</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>Stärke</translation>
        </message>
        <message>
            <source>Style weight</source>
            <translation>Gewicht des Stils</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Mood</source>
            <translation>Stimmung</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>Detail</translation>
        </message>
        <message>
            <source>On or off</source>
            <translation>Ein oder aus</translation>
        </message>
        <message>
            <source>Mix</source>
            <translation>Mischung</translation>
        </message>
        <message>
            <source>Stroke size</source>
            <translation>Strichgröße</translation>
        </message>
        <message>
            <source>Change step</source>
            <translation>Schritt ändern</translation>
        </message>
        <message>
            <source>Adds a step of any kind to the chain.</source>
            <translation>Fügt der Kette einen Schritt beliebiger Art hinzu.</translation>
        </message>
        <message>
            <source>Add Step</source>
            <translation>Schritt hinzufügen</translation>
        </message>
        <message>
            <source>Click a change above, or add a step: what you choose is done in this order.</source>
            <translation>Klicken Sie oben auf eine Änderung oder fügen Sie einen Schritt hinzu: Was Sie wählen, geschieht in dieser Reihenfolge.</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Schritte</translation>
        </message>
        <message>
            <source>{}: drag it, or press Alt+Up and Alt+Down, to do it earlier or later; Delete removes it.</source>
            <translation>{}: ziehen Sie ihn oder drücken Sie Alt+Auf und Alt+Ab, um ihn früher oder später zu tun; Entf entfernt ihn.</translation>
        </message>
        <message>
            <source>Switches the step off or on (Space).</source>
            <translation>Schaltet den Schritt aus oder ein (Leertaste).</translation>
        </message>
        <message>
            <source>Says where the step works.</source>
            <translation>Sagt, wo der Schritt wirkt.</translation>
        </message>
        <message>
            <source>Mask of the step</source>
            <translation>Maske des Schritts</translation>
        </message>
        <message>
            <source>Takes the step out of the chain (Delete).</source>
            <translation>Nimmt den Schritt aus der Kette (Entf).</translation>
        </message>
        <message>
            <source>Paint Mask</source>
            <translation>Maske malen</translation>
        </message>
        <message>
            <source>Load Mask…</source>
            <translation>Maske laden…</translation>
        </message>
        <message>
            <source>Clear Mask</source>
            <translation>Maske leeren</translation>
        </message>
        <message>
            <source>Takes a brush out: the step works where you paint.</source>
            <translation>Nimmt einen Pinsel: Der Schritt wirkt, wo Sie malen.</translation>
        </message>
        <message>
            <source>Takes a grey picture: the step works where it is white.</source>
            <translation>Nimmt ein graues Bild: Der Schritt wirkt, wo es weiß ist.</translation>
        </message>
        <message>
            <source>Step is on</source>
            <translation>Schritt ist eingeschaltet</translation>
        </message>
        <message>
            <source>Remove the step</source>
            <translation>Schritt entfernen</translation>
        </message>
        <message>
            <source>Strength of {}</source>
            <translation>Stärke von {}</translation>
        </message>
        <message>
            <source>Mask of {}</source>
            <translation>Maske von {}</translation>
        </message>
        <message>
            <source>Remove {}</source>
            <translation>{} entfernen</translation>
        </message>
        <message>
            <source>{} is on</source>
            <translation>{} ist eingeschaltet</translation>
        </message>
        <message>
            <source>{} is off</source>
            <translation>{} ist ausgeschaltet</translation>
        </message>
        <message>
            <source>Selected step</source>
            <translation>Gewählter Schritt</translation>
        </message>
        <message>
            <source>How much of this there is to be.</source>
            <translation>Wie viel davon da sein soll.</translation>
        </message>
        <message>
            <source>The light and colour of the new photo.</source>
            <translation>Licht und Farbe des neuen Fotos.</translation>
        </message>
        <message>
            <source>How long this step is worked on.</source>
            <translation>Wie lange an diesem Schritt gearbeitet wird.</translation>
        </message>
        <message>
            <source>In one pass, so that it follows every slider.</source>
            <translation>In einem Durchgang, sodass es jedem Regler folgt.</translation>
        </message>
        <message>
            <source>Worked on for a while, quick and rough.</source>
            <translation>Eine Weile bearbeitet, schnell und grob.</translation>
        </message>
        <message>
            <source>For most pictures; takes minutes.</source>
            <translation>Für die meisten Bilder; dauert Minuten.</translation>
        </message>
        <message>
            <source>The painting’s colours on the picture as it is.</source>
            <translation>Die Farben des Gemäldes auf dem Bild, wie es ist.</translation>
        </message>
        <message>
            <source>Goes on from the instant painting.</source>
            <translation>Arbeitet am Sofortgemälde weiter.</translation>
        </message>
        <message>
            <source>The picture</source>
            <translation>Dem Bild</translation>
        </message>
        <message>
            <source>Stays close to the picture.</source>
            <translation>Bleibt nah am Bild.</translation>
        </message>
        <message>
            <source>Sunshine</source>
            <translation>Sonnenschein</translation>
        </message>
        <message>
            <source>Clears the sky and lets the sun shine.</source>
            <translation>Klärt den Himmel und lässt die Sonne scheinen.</translation>
        </message>
        <message>
            <source>Clouds</source>
            <translation>Wolken</translation>
        </message>
        <message>
            <source>Covers the sky with clouds and softens the shadows.</source>
            <translation>Bedeckt den Himmel mit Wolken und macht die Schatten weicher.</translation>
        </message>
        <message>
            <source>Rain</source>
            <translation>Regen</translation>
        </message>
        <message>
            <source>Makes it a grey, wet day.</source>
            <translation>Macht einen grauen, nassen Tag daraus.</translation>
        </message>
        <message>
            <source>Sunrise</source>
            <translation>Sonnenaufgang</translation>
        </message>
        <message>
            <source>Gives the photo the light of a low sun.</source>
            <translation>Gibt dem Foto das Licht einer tiefen Sonne.</translation>
        </message>
        <message>
            <source>Sunset</source>
            <translation>Sonnenuntergang</translation>
        </message>
        <message>
            <source>Summer</source>
            <translation>Sommer</translation>
        </message>
        <message>
            <source>Lets leaves and grass grow green.</source>
            <translation>Lässt Laub und Gras grün werden.</translation>
        </message>
        <message>
            <source>Winter</source>
            <translation>Winter</translation>
        </message>
        <message>
            <source>Lays snow and takes the green away.</source>
            <translation>Legt Schnee und nimmt das Grün weg.</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Lights a night photo as if it were day.</source>
            <translation>Beleuchtet ein Nachtfoto wie am Tag.</translation>
        </message>
        <message>
            <source>Night</source>
            <translation>Nacht</translation>
        </message>
        <message>
            <source>Lets night fall over the photo.</source>
            <translation>Lässt über dem Foto die Nacht hereinbrechen.</translation>
        </message>
        <message>
            <source>Turns the photo into a painting.</source>
            <translation>Macht aus dem Foto ein Gemälde.</translation>
        </message>
        <message>
            <source>Turns a painting into a photo.</source>
            <translation>Macht aus einem Gemälde ein Foto.</translation>
        </message>
        <message>
            <source>Paints the picture anew in the style of a painting.</source>
            <translation>Malt das Bild neu im Stil eines Gemäldes.</translation>
        </message>
        <message>
            <source>The model {} is not installed; switch the step off or remove it.</source>
            <translation>Das Modell {} ist nicht installiert; schalten Sie den Schritt aus oder entfernen Sie ihn.</translation>
        </message>
        <message>
            <source>The style {} is not installed; choose another one.</source>
            <translation>Der Stil {} ist nicht installiert; wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>Mixes the style of another painting in.</source>
            <translation>Mischt den Stil eines weiteren Gemäldes bei.</translation>
        </message>
        <message>
            <source>The painting whose style this step takes.</source>
            <translation>Das Gemälde, dessen Stil dieser Schritt nimmt.</translation>
        </message>
        <message>
            <source>Mix in Another</source>
            <translation>Weiteres beimischen</translation>
        </message>
        <message>
            <source>Take the painting out</source>
            <translation>Gemälde herausnehmen</translation>
        </message>
        <message>
            <source>{} (not installed)</source>
            <translation>{} (nicht installiert)</translation>
        </message>
        <message>
            <source>There is not enough memory for this picture; use a smaller one.</source>
            <translation>Für dieses Bild reicht der Speicher nicht; nehmen Sie ein kleineres.</translation>
        </message>
        <message>
            <source>This did not work, and the reason is in the log file.</source>
            <translation>Das hat nicht geklappt; der Grund steht in der Protokolldatei.</translation>
        </message>
        <message>
            <source>Hides this panel; the View menu brings it back.</source>
            <translation>Blendet dieses Feld aus; das Menü Ansicht bringt es zurück.</translation>
        </message>
        <message>
            <source>Hide {}</source>
            <translation>{} ausblenden</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Bearbeiten</translation>
        </message>
        <message>
            <source>&amp;Image</source>
            <translation>B&amp;ild</translation>
        </message>
        <message>
            <source>S&amp;ketch</source>
            <translation>S&amp;kizze</translation>
        </message>
        <message>
            <source>&amp;Materials</source>
            <translation>&amp;Materialien</translation>
        </message>
        <message>
            <source>&amp;Generate</source>
            <translation>&amp;Erzeugen</translation>
        </message>
        <message>
            <source>&amp;Transform</source>
            <translation>&amp;Verwandeln</translation>
        </message>
        <message>
            <source>&amp;Paint</source>
            <translation>Ma&amp;len</translation>
        </message>
        <message>
            <source>&amp;Styles</source>
            <translation>&amp;Stile</translation>
        </message>
        <message>
            <source>&amp;Results</source>
            <translation>E&amp;rgebnisse</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Rückgängig</translation>
        </message>
        <message>
            <source>Takes the last change back.</source>
            <translation>Nimmt die letzte Änderung zurück.</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>&amp;Wiederholen</translation>
        </message>
        <message>
            <source>Brings back what was undone.</source>
            <translation>Bringt Zurückgenommenes wieder.</translation>
        </message>
        <message>
            <source>&amp;Copy Result</source>
            <translation>Ergebnis &amp;kopieren</translation>
        </message>
        <message>
            <source>Copies the result to the clipboard.</source>
            <translation>Kopiert das Ergebnis in die Zwischenablage.</translation>
        </message>
        <message>
            <source>&amp;Paste as Photo</source>
            <translation>Als Foto e&amp;infügen</translation>
        </message>
        <message>
            <source>Opens the picture, file or address on the clipboard.</source>
            <translation>Öffnet das Bild, die Datei oder die Adresse in der Zwischenablage.</translation>
        </message>
        <message>
            <source>Roll the &amp;Seed</source>
            <translation>&amp;Startzahl würfeln</translation>
        </message>
        <message>
            <source>Picks another random seed, for another variation.</source>
            <translation>Nimmt eine andere zufällige Startzahl, für eine andere Variante.</translation>
        </message>
        <message>
            <source>Reset &amp;Controls</source>
            <translation>Regler &amp;zurücksetzen</translation>
        </message>
        <message>
            <source>Puts every slider back to where it started.</source>
            <translation>Stellt alle Regler auf ihren Anfang.</translation>
        </message>
        <message>
            <source>&amp;Live Picture</source>
            <translation>&amp;Livebild</translation>
        </message>
        <message>
            <source>Repaints the picture while you change something.</source>
            <translation>Malt das Bild neu, während Sie etwas ändern.</translation>
        </message>
        <message>
            <source>Paint &amp;Areas</source>
            <translation>&amp;Flächen malen</translation>
        </message>
        <message>
            <source>&amp;Use Result as Photo</source>
            <translation>Ergebnis als Foto &amp;verwenden</translation>
        </message>
        <message>
            <source>Goes on painting on top of the result.</source>
            <translation>Malt auf dem Ergebnis weiter.</translation>
        </message>
        <message>
            <source>&amp;Stop</source>
            <translation>A&amp;nhalten</translation>
        </message>
        <message>
            <source>Stops what is being painted now.</source>
            <translation>Hält an, was gerade gemalt wird.</translation>
        </message>
        <message>
            <source>Stop All and &amp;Empty the Queue</source>
            <translation>Alles anhalten und Warteschlange &amp;leeren</translation>
        </message>
        <message>
            <source>Stops everything that runs or waits.</source>
            <translation>Hält alles an, was läuft oder wartet.</translation>
        </message>
        <message>
            <source>&amp;Find a Style</source>
            <translation>Stil &amp;suchen</translation>
        </message>
        <message>
            <source>Puts the cursor into the search field.</source>
            <translation>Setzt den Cursor in das Suchfeld.</translation>
        </message>
        <message>
            <source>&amp;Add a Style from a Picture…</source>
            <translation>Stil aus einem Bild &amp;hinzufügen…</translation>
        </message>
        <message>
            <source>Makes a style from any picture of yours.</source>
            <translation>Macht aus irgendeinem Ihrer Bilder einen Stil.</translation>
        </message>
        <message>
            <source>&amp;Previous Result</source>
            <translation>&amp;Voriges Ergebnis</translation>
        </message>
        <message>
            <source>Shows the result painted before this one.</source>
            <translation>Zeigt das Ergebnis, das vor diesem gemalt wurde.</translation>
        </message>
        <message>
            <source>&amp;Next Result</source>
            <translation>&amp;Nächstes Ergebnis</translation>
        </message>
        <message>
            <source>Shows the result painted after this one.</source>
            <translation>Zeigt das Ergebnis, das nach diesem gemalt wurde.</translation>
        </message>
        <message>
            <source>&amp;Star</source>
            <translation>S&amp;tern</translation>
        </message>
        <message>
            <source>Marks the result as one of your favourites.</source>
            <translation>Merkt das Ergebnis als einen Ihrer Favoriten.</translation>
        </message>
        <message>
            <source>&amp;Remove from History</source>
            <translation>Aus dem Verlauf &amp;entfernen</translation>
        </message>
        <message>
            <source>Throws the result away.</source>
            <translation>Wirft das Ergebnis weg.</translation>
        </message>
        <message>
            <source>Draw, and watch a photo follow your hand.</source>
            <translation>Zeichnen Sie, und sehen Sie ein Foto Ihrer Hand folgen.</translation>
        </message>
        <message>
            <source>Paint with sky, water and trees, and watch a photo follow.</source>
            <translation>Malen Sie mit Himmel, Wasser und Bäumen, und sehen Sie ein Foto folgen.</translation>
        </message>
        <message>
            <source>Open a photo, and lead it into winter, night or a painting, step by step.</source>
            <translation>Öffnen Sie ein Foto und führen Sie es Schritt für Schritt in Winter, Nacht oder ein Gemälde.</translation>
        </message>
        <message>
            <source>P&amp;hoto</source>
            <translation>F&amp;oto</translation>
        </message>
        <message>
            <source>Open a photo, and paint it in the style of a painting.</source>
            <translation>Öffnen Sie ein Foto und malen Sie es im Stil eines Gemäldes.</translation>
        </message>
        <message>
            <source>&amp;Split Before and After</source>
            <translation>&amp;Vorher und nachher teilen</translation>
        </message>
        <message>
            <source>Lays the result over what it was made from, with a line to drag.</source>
            <translation>Legt das Ergebnis über das, woraus es entstand, mit einer Linie zum Ziehen.</translation>
        </message>
        <message>
            <source>S&amp;wap the Views</source>
            <translation>Ansichten &amp;tauschen</translation>
        </message>
        <message>
            <source>Changes the places of the photo and the result.</source>
            <translation>Vertauscht die Plätze von Foto und Ergebnis.</translation>
        </message>
        <message>
            <source>Show the &amp;Original (Hold)</source>
            <translation>&amp;Original zeigen (halten)</translation>
        </message>
        <message>
            <source>Shows what the result was made from while you hold the key.</source>
            <translation>Zeigt, woraus das Ergebnis entstand, solange Sie die Taste halten.</translation>
        </message>
        <message>
            <source>&amp;Fit</source>
            <translation>&amp;Einpassen</translation>
        </message>
        <message>
            <source>Shows the whole picture.</source>
            <translation>Zeigt das ganze Bild.</translation>
        </message>
        <message>
            <source>Zoom &amp;In</source>
            <translation>&amp;Vergrößern</translation>
        </message>
        <message>
            <source>Looks closer.</source>
            <translation>Schaut näher hin.</translation>
        </message>
        <message>
            <source>Zoom &amp;Out</source>
            <translation>Ver&amp;kleinern</translation>
        </message>
        <message>
            <source>Steps back.</source>
            <translation>Tritt zurück.</translation>
        </message>
        <message>
            <source>&amp;100 %</source>
            <translation>&amp;100 %</translation>
        </message>
        <message>
            <source>Shows one pixel of the picture on one of the screen.</source>
            <translation>Zeigt einen Pixel des Bildes auf einem des Bildschirms.</translation>
        </message>
        <message>
            <source>&amp;200 %</source>
            <translation>&amp;200 %</translation>
        </message>
        <message>
            <source>Shows pixels twice as large.</source>
            <translation>Zeigt Pixel doppelt so groß.</translation>
        </message>
        <message>
            <source>&amp;400 %</source>
            <translation>&amp;400 %</translation>
        </message>
        <message>
            <source>Shows pixels four times as large.</source>
            <translation>Zeigt Pixel viermal so groß.</translation>
        </message>
        <message>
            <source>&amp;800 %</source>
            <translation>&amp;800 %</translation>
        </message>
        <message>
            <source>Shows pixels eight times as large.</source>
            <translation>Zeigt Pixel achtmal so groß.</translation>
        </message>
        <message>
            <source>&amp;Hand</source>
            <translation>&amp;Hand</translation>
        </message>
        <message>
            <source>Moves the picture by dragging; holding Space does the same.</source>
            <translation>Verschiebt das Bild durch Ziehen; das Halten der Leertaste tut dasselbe.</translation>
        </message>
        <message>
            <source>&amp;Panels</source>
            <translation>&amp;Felder</translation>
        </message>
        <message>
            <source>&amp;Canvas Only</source>
            <translation>&amp;Nur Leinwand</translation>
        </message>
        <message>
            <source>Hides everything but the pictures.</source>
            <translation>Blendet alles außer den Bildern aus.</translation>
        </message>
        <message>
            <source>F&amp;ull Screen</source>
            <translation>V&amp;ollbild</translation>
        </message>
        <message>
            <source>Fills the screen with the window.</source>
            <translation>Füllt den Bildschirm mit dem Fenster.</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>Farb&amp;schema</translation>
        </message>
        <message>
            <source>&amp;Keyboard Shortcuts</source>
            <translation>&amp;Tastenkürzel</translation>
        </message>
        <message>
            <source>Lists every key, to search and to change.</source>
            <translation>Zeigt alle Tasten, zum Suchen und Ändern.</translation>
        </message>
        <message>
            <source>Open the &amp;Log Folder</source>
            <translation>&amp;Protokollordner öffnen</translation>
        </message>
        <message>
            <source>Opens the folder with the file that records what went wrong.</source>
            <translation>Öffnet den Ordner mit der Datei, die festhält, was schiefging.</translation>
        </message>
        <message>
            <source>&amp;About Atelier Studio</source>
            <translation>Ü&amp;ber Atelier Studio</translation>
        </message>
        <message>
            <source>Says which version this is.</source>
            <translation>Sagt, welche Version das ist.</translation>
        </message>
        <message>
            <source>Paint &amp;Where a Style Goes</source>
            <translation>&amp;Malen, wohin ein Stil kommt</translation>
        </message>
        <message>
            <source>Brushes over the photo where a style of the mix goes.</source>
            <translation>Malt auf das Foto, wohin ein Stil der Mischung kommt.</translation>
        </message>
        <message>
            <source>&amp;Keep the Photo Here</source>
            <translation>&amp;Hier das Foto behalten</translation>
        </message>
        <message>
            <source>Brushes over what stays as the photo is, such as faces.</source>
            <translation>Malt auf, was bleibt, wie es im Foto ist, etwa Gesichter.</translation>
        </message>
        <message>
            <source>&amp;Erase Painted Areas</source>
            <translation>Gemalte Flächen &amp;radieren</translation>
        </message>
        <message>
            <source>Takes painted areas away, back to the mix.</source>
            <translation>Nimmt gemalte Flächen weg, zurück zur Mischung.</translation>
        </message>
        <message>
            <source>&amp;Invert Painted Area</source>
            <translation>Gemalte Fläche &amp;umkehren</translation>
        </message>
        <message>
            <source>Paints the style where it is not, and takes it away where it is.</source>
            <translation>Malt den Stil, wo er nicht ist, und nimmt ihn weg, wo er ist.</translation>
        </message>
        <message>
            <source>&amp;Clear Painted Area</source>
            <translation>Gemalte Fläche &amp;leeren</translation>
        </message>
        <message>
            <source>Takes the style that is painted away everywhere.</source>
            <translation>Nimmt den gemalten Stil überall weg.</translation>
        </message>
        <message>
            <source>Shows or hides the styles and the sliders.</source>
            <translation>Blendet Stile und Regler ein oder aus.</translation>
        </message>
        <message>
            <source>Shows or hides the models and the sliders.</source>
            <translation>Blendet Modelle und Regler ein oder aus.</translation>
        </message>
        <message>
            <source>&amp;Layers</source>
            <translation>&amp;Ebenen</translation>
        </message>
        <message>
            <source>Shows or hides the layers.</source>
            <translation>Blendet die Ebenen ein oder aus.</translation>
        </message>
        <message>
            <source>Shows or hides the materials to paint with.</source>
            <translation>Blendet die Materialien zum Malen ein oder aus.</translation>
        </message>
        <message>
            <source>Shows or hides moods, seed and size of the photo.</source>
            <translation>Blendet Stimmungen, Startzahl und Größe des Fotos ein oder aus.</translation>
        </message>
        <message>
            <source>Shows or hides the changes and the steps.</source>
            <translation>Blendet die Änderungen und Schritte ein oder aus.</translation>
        </message>
        <message>
            <source>&amp;History</source>
            <translation>&amp;Verlauf</translation>
        </message>
        <message>
            <source>Shows or hides the strip of results.</source>
            <translation>Blendet den Streifen der Ergebnisse ein oder aus.</translation>
        </message>
        <message>
            <source>&amp;Go to the Next Panel</source>
            <translation>Zum nächsten &amp;Feld</translation>
        </message>
        <message>
            <source>Moves the keyboard to the next part of the window.</source>
            <translation>Bringt die Tastatur in den nächsten Teil des Fensters.</translation>
        </message>
        <message>
            <source>&amp;Reset the Layout</source>
            <translation>Anordnung &amp;zurücksetzen</translation>
        </message>
        <message>
            <source>Puts all panels back to their places.</source>
            <translation>Stellt alle Felder an ihre Plätze.</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>&amp;Dunkel</translation>
        </message>
        <message>
            <source>Neutral dark grey, for judging colours.</source>
            <translation>Neutrales Dunkelgrau, zum Beurteilen von Farben.</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>&amp;Hell</translation>
        </message>
        <message>
            <source>For bright rooms.</source>
            <translation>Für helle Räume.</translation>
        </message>
        <message>
            <source>As the &amp;System</source>
            <translation>Wie das &amp;System</translation>
        </message>
        <message>
            <source>Follows the desktop.</source>
            <translation>Folgt dem Schreibtisch.</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>Generate</source>
            <translation>Erzeugen</translation>
        </message>
        <message>
            <source>Materials</source>
            <translation>Materialien</translation>
        </message>
        <message>
            <source>Transform</source>
            <translation>Verwandeln</translation>
        </message>
        <message>
            <source>History of results</source>
            <translation>Verlauf der Ergebnisse</translation>
        </message>
        <message>
            <source>What you paint is kept here, so that nothing is ever overwritten.</source>
            <translation>Was Sie malen, bleibt hier, sodass nie etwas überschrieben wird.</translation>
        </message>
        <message>
            <source>Closing as soon as the file is written…</source>
            <translation>Schließt, sobald die Datei geschrieben ist…</translation>
        </message>
        <message>
            <source>{}[*] – Atelier Studio</source>
            <translation>{}[*] – Atelier Studio</translation>
        </message>
        <message>
            <source>What is not saved is lost when the work goes.</source>
            <translation>Was nicht gespeichert ist, geht mit der Arbeit verloren.</translation>
        </message>
        <message>
            <source>Paints your photos in the manner of paintings, on your own computer.</source>
            <translation>Malt Ihre Fotos in der Art von Gemälden, auf Ihrem eigenen Computer.</translation>
        </message>
        <message>
            <source>Neither has the chain of steps. </source>
            <translation>Die Kette der Schritte auch nicht. </translation>
        </message>
        <message>
            <source>A painting is not finished either. </source>
            <translation>Ein Gemälde ist auch noch nicht fertig. </translation>
        </message>
        <message>
            <source>Close Atelier Studio</source>
            <translation>Atelier Studio schließen</translation>
        </message>
        <message>
            <source>Removing it throws the painting away.</source>
            <translation>Wird es entfernt, ist das Gemälde weg.</translation>
        </message>
        <message>
            <source>About Atelier Studio</source>
            <translation>Über Atelier Studio</translation>
        </message>
        <message>
            <source>One picture has not been saved.</source>
            <translation>Ein Bild wurde nicht gespeichert.</translation>
        </message>
        <message>
            <source>Save Document…</source>
            <translation>Dokument speichern…</translation>
        </message>
        <message>
            <source>Remove Result</source>
            <translation>Ergebnis entfernen</translation>
        </message>
        <message>
            <source>Atelier Studio {}</source>
            <translation>Atelier Studio {}</translation>
        </message>
        <message>
            <source>{} pictures have not been saved.</source>
            <translation>{} Bilder wurden nicht gespeichert.</translation>
        </message>
        <message>
            <source>The chain of steps has not been saved.</source>
            <translation>Die Kette der Schritte wurde nicht gespeichert.</translation>
        </message>
        <message>
            <source>A painting is not finished.</source>
            <translation>Ein Gemälde ist nicht fertig.</translation>
        </message>
        <message>
            <source>Pictures to Folder…</source>
            <translation>Bilder in Ordner…</translation>
        </message>
        <message>
            <source>“{}” has not been saved.</source>
            <translation>„{}“ wurde nicht gespeichert.</translation>
        </message>
        <message>
            <source>This is not a finished painting; paint it, or save it as it is.</source>
            <translation>Das ist kein fertiges Gemälde; malen Sie es oder speichern Sie es, wie es ist.</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>Everything is kept already.</source>
            <translation>Alles ist schon gemerkt.</translation>
        </message>
        <message>
            <source>Reset This Page</source>
            <translation>Diese Seite zurücksetzen</translation>
        </message>
        <message>
            <source>Puts everything on this page back to how it came.</source>
            <translation>Stellt alles auf dieser Seite wieder so ein, wie es kam.</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Wählen…</translation>
        </message>
        <message>
            <source>Certificates (*.pem *.crt *.cer *.key)</source>
            <translation>Zertifikate (*.pem *.crt *.cer *.key)</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Allgemein</translation>
        </message>
        <message>
            <source>How the window looks and speaks.</source>
            <translation>Wie das Fenster aussieht und spricht.</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Farbschema</translation>
        </message>
        <message>
            <source>Neutral greys, dark or light; colours look the same in both.</source>
            <translation>Neutrale Grautöne, dunkel oder hell; Farben sehen in beiden gleich aus.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>What menus and panels are written in.</source>
            <translation>Worin Menüs und Felder geschrieben sind.</translation>
        </message>
        <message>
            <source>Another language shows when the program starts next.</source>
            <translation>Eine andere Sprache zeigt sich beim nächsten Start des Programms.</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Keyboard Shortcuts…</source>
            <translation>Tastenkürzel…</translation>
        </message>
        <message>
            <source>How the pen feels, and how much of your work can be taken back.</source>
            <translation>Wie sich der Stift anfühlt und wie viel sich zurücknehmen lässt.</translation>
        </message>
        <message>
            <source>Pen</source>
            <translation>Stift</translation>
        </message>
        <message>
            <source>Pen Pressure…</source>
            <translation>Stiftdruck…</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>Memory for what can be undone; the oldest steps are forgotten first.</source>
            <translation>Speicher für das, was sich zurücknehmen lässt; die ältesten Schritte werden zuerst vergessen.</translation>
        </message>
        <message>
            <source>MiB</source>
            <translation>MiB</translation>
        </message>
        <message>
            <source>Enough for some thousand strokes; a step takes only what it changed.</source>
            <translation>Genug für einige tausend Striche; ein Schritt braucht nur, was er geändert hat.</translation>
        </message>
        <message>
            <source>Computing</source>
            <translation>Rechnen</translation>
        </message>
        <message>
            <source>Where pictures are made. All of it happens on this computer.</source>
            <translation>Wo Bilder gemacht werden. Alles geschieht auf diesem Computer.</translation>
        </message>
        <message>
            <source>The fastest there is</source>
            <translation>Das schnellste, das da ist</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>Prozessor</translation>
        </message>
        <message>
            <source>Graphics card (CUDA)</source>
            <translation>Grafikkarte (CUDA)</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Gerät</translation>
        </message>
        <message>
            <source>What computes; a graphics card is many times faster.</source>
            <translation>Was rechnet; eine Grafikkarte ist um ein Vielfaches schneller.</translation>
        </message>
        <message>
            <source>Graphics memory</source>
            <translation>Grafikspeicher</translation>
        </message>
        <message>
            <source>What the program may take of the graphics card’s memory; large pictures are then made in smaller tiles.</source>
            <translation>Was das Programm vom Speicher der Grafikkarte nehmen darf; große Bilder entstehen dann in kleineren Kacheln.</translation>
        </message>
        <message>
            <source>Both hold when the program starts next.</source>
            <translation>Beides gilt ab dem nächsten Start des Programms.</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Ergebnisse</translation>
        </message>
        <message>
            <source>Memory for the results in the history; older ones wait on the disk.</source>
            <translation>Speicher für die Ergebnisse im Verlauf; ältere warten auf der Platte.</translation>
        </message>
        <message>
            <source>Safety</source>
            <translation>Sicherheit</translation>
        </message>
        <message>
            <source>What happens to your work if the power fails.</source>
            <translation>Was mit Ihrer Arbeit geschieht, wenn der Strom ausfällt.</translation>
        </message>
        <message>
            <source>Keep what I do, as I do it</source>
            <translation>Sichern, was ich tue, während ich es tue</translation>
        </message>
        <message>
            <source>Writes every change to a folder of the program, so that it can be brought back after a crash.</source>
            <translation>Schreibt jede Änderung in einen Ordner des Programms, sodass sie sich nach einem Absturz zurückholen lässt.</translation>
        </message>
        <message>
            <source>At least every</source>
            <translation>Spätestens alle</translation>
        </message>
        <message>
            <source>How old the copy can be at most.</source>
            <translation>Wie alt die Kopie höchstens sein kann.</translation>
        </message>
        <message>
            <source>seconds</source>
            <translation>Sekunden</translation>
        </message>
        <message>
            <source>Your own files change only when you save; the copy is deleted when the program ends well.</source>
            <translation>Ihre eigenen Dateien ändern sich nur, wenn Sie speichern; die Kopie wird gelöscht, wenn das Programm ordentlich endet.</translation>
        </message>
        <message>
            <source>What Files Tell</source>
            <translation>Was Dateien verraten</translation>
        </message>
        <message>
            <source>What is written into the pictures that you save. Nothing is ever sent anywhere.</source>
            <translation>Was in die Bilder geschrieben wird, die Sie speichern. Nichts wird je irgendwohin gesendet.</translation>
        </message>
        <message>
            <source>Say that AI was used</source>
            <translation>Sagen, dass KI verwendet wurde</translation>
        </message>
        <message>
            <source>Writes the IPTC digital source type, which archives and networks read.</source>
            <translation>Schreibt den IPTC Digital Source Type, den Archive und Netzwerke lesen.</translation>
        </message>
        <message>
            <source>Include my recipe</source>
            <translation>Mein Rezept beilegen</translation>
        </message>
        <message>
            <source>Writes models, styles, seeds and settings, so that the picture can be made again.</source>
            <translation>Schreibt Modelle, Stile, Startzahlen und Einstellungen, sodass sich das Bild noch einmal machen lässt.</translation>
        </message>
        <message>
            <source>Keep the photo’s data (camera, date, place)</source>
            <translation>Daten des Fotos behalten (Kamera, Datum, Ort)</translation>
        </message>
        <message>
            <source>Sign with content credentials</source>
            <translation>Mit Inhaltsnachweisen signieren</translation>
        </message>
        <message>
            <source>Adds a signed history (C2PA) that others can verify.</source>
            <translation>Fügt eine signierte Geschichte (C2PA) hinzu, die andere prüfen können.</translation>
        </message>
        <message>
            <source>Without a certificate of yours, one made here signs: others can check that nothing was changed, but not who you are.</source>
            <translation>Ohne ein eigenes Zertifikat signiert eines von hier: Andere können prüfen, dass nichts geändert wurde, aber nicht, wer Sie sind.</translation>
        </message>
        <message>
            <source>Remind me of the people in photos</source>
            <translation>An die Personen auf Fotos erinnern</translation>
        </message>
        <message>
            <source>Says once for each photo that people in it should agree to what is made of it.</source>
            <translation>Sagt einmal je Foto, dass Personen darauf mit dem einverstanden sein sollten, was daraus wird.</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Ordner</translation>
        </message>
        <message>
            <source>Where file windows begin; they follow you when you go elsewhere.</source>
            <translation>Wo Dateifenster beginnen; sie folgen Ihnen, wenn Sie anderswohin gehen.</translation>
        </message>
        <message>
            <source>Open from</source>
            <translation>Öffnen aus</translation>
        </message>
        <message>
            <source>Where photos and documents are looked for first.</source>
            <translation>Wo Fotos und Dokumente zuerst gesucht werden.</translation>
        </message>
        <message>
            <source>Save to</source>
            <translation>Speichern in</translation>
        </message>
        <message>
            <source>Where pictures go first.</source>
            <translation>Wohin Bilder zuerst kommen.</translation>
        </message>
        <message>
            <source>Chains</source>
            <translation>Ketten</translation>
        </message>
        <message>
            <source>Where chains of steps are kept.</source>
            <translation>Wo Ketten von Schritten liegen.</translation>
        </message>
        <message>
            <source>As the desktop</source>
            <translation>Wie der Schreibtisch</translation>
        </message>
        <message>
            <source>All of it</source>
            <translation>Alles</translation>
        </message>
        <message>
            <source>On the disk only</source>
            <translation>Nur auf der Platte</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Zertifikat</translation>
        </message>
        <message>
            <source>The chain of certificates in a PEM file; empty for one that is made on this computer.</source>
            <translation>Die Zertifikatskette in einer PEM-Datei; leer für eines, das auf diesem Computer gemacht wird.</translation>
        </message>
        <message>
            <source>Private key</source>
            <translation>Privater Schlüssel</translation>
        </message>
        <message>
            <source>The key in a PEM file; it never leaves this computer.</source>
            <translation>Der Schlüssel in einer PEM-Datei; er verlässt diesen Computer nie.</translation>
        </message>
        <message>
            <source>Your models</source>
            <translation>Ihre Modelle</translation>
        </message>
        <message>
            <source>Your styles</source>
            <translation>Ihre Stile</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Show Folder</source>
            <translation>Ordner zeigen</translation>
        </message>
        <message>
            <source>Opens the folder in the file manager.</source>
            <translation>Öffnet den Ordner in der Dateiverwaltung.</translation>
        </message>
        <message>
            <source>&amp;Undo {}</source>
            <translation>&amp;Rückgängig: {}</translation>
        </message>
        <message>
            <source>&amp;Redo {}</source>
            <translation>&amp;Wiederholen: {}</translation>
        </message>
        <message>
            <source>Keyboard Shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Search commands and keys</source>
            <translation>Befehle und Tasten suchen</translation>
        </message>
        <message>
            <source>New keys</source>
            <translation>Neue Tasten</translation>
        </message>
        <message>
            <source>Press the keys that the selected command shall have.</source>
            <translation>Drücken Sie die Tasten, die der gewählte Befehl haben soll.</translation>
        </message>
        <message>
            <source>Set Keys</source>
            <translation>Tasten setzen</translation>
        </message>
        <message>
            <source>Gives the selected command these keys.</source>
            <translation>Gibt dem gewählten Befehl diese Tasten.</translation>
        </message>
        <message>
            <source>Reset All</source>
            <translation>Alle zurücksetzen</translation>
        </message>
        <message>
            <source>Puts all keys back to how they came.</source>
            <translation>Stellt alle Tasten wieder so ein, wie sie kamen.</translation>
        </message>
        <message>
            <source>Space pans the picture, Ctrl+Space zooms it, Shift+Space turns the paper. While drawing, Shift and a drag changes the size of the brush, Shift and a click draws a straight line, Ctrl and a click picks a colour. Ctrl and a drag moves a slider finely.</source>
            <translation>Die Leertaste verschiebt das Bild, Strg+Leertaste zoomt es, Umschalt+Leertaste dreht das Papier. Beim Zeichnen ändert Umschalt und Ziehen die Größe des Pinsels, Umschalt und ein Klick zeichnet eine Gerade, Strg und ein Klick nimmt eine Farbe auf. Strg und Ziehen bewegt einen Regler fein.</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>Befehl</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Meldungen</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Fortschritt</translation>
        </message>
        <message>
            <source>Paintings that wait their turn; Ctrl+Shift+X empties the queue.</source>
            <translation>Gemälde, die warten, bis sie an der Reihe sind; Strg+Umschalt+X leert die Warteschlange.</translation>
        </message>
        <message>
            <source>Where the painting is computed, and how long the last picture took.</source>
            <translation>Wo das Gemälde berechnet wird und wie lange das letzte Bild brauchte.</translation>
        </message>
        <message>
            <source>Takes this message away.</source>
            <translation>Nimmt diese Meldung weg.</translation>
        </message>
        <message>
            <source>Stops what is being painted now (Esc).</source>
            <translation>Hält an, was gerade gemalt wird (Esc).</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>{} waiting</source>
            <translation>{} warten</translation>
        </message>
        <message>
            <source>{} %</source>
            <translation>{} %</translation>
        </message>
        <message>
            <source>{} left</source>
            <translation>noch {}</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Live</translation>
        </message>
        <message>
            <source>How large the picture is shown; choose another zoom.</source>
            <translation>Wie groß das Bild gezeigt wird; wählen Sie einen anderen Zoom.</translation>
        </message>
        <message>
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <source>Reset controls</source>
            <translation>Regler zurücksetzen</translation>
        </message>
        <message>
            <source>This was painted before; change something, or roll the seed for another one.</source>
            <translation>Das wurde schon gemalt; ändern Sie etwas oder würfeln Sie die Startzahl.</translation>
        </message>
        <message>
            <source>This is being painted already.</source>
            <translation>Das wird schon gemalt.</translation>
        </message>
        <message>
            <source>This picture is not kept yet; keep or finish it before you go on with it.</source>
            <translation>Dieses Bild ist noch nicht behalten; behalten oder beenden Sie es, bevor Sie damit weitermachen.</translation>
        </message>
        <message>
            <source>Revert</source>
            <translation>Zurück zum Original</translation>
        </message>
        <message>
            <source>Try Again</source>
            <translation>Noch einmal versuchen</translation>
        </message>
        <message>
            <source>{} is painted.</source>
            <translation>{} ist gemalt.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <source>Use {} px</source>
            <translation>{} px nehmen</translation>
        </message>
        <message>
            <source>Something went wrong inside the program; your pictures are still here.</source>
            <translation>Im Programm ist etwas schiefgegangen; Ihre Bilder sind noch da.</translation>
        </message>
        <message>
            <source>Show Log</source>
            <translation>Protokoll zeigen</translation>
        </message>
        <message>
            <source>How much of this step is mixed in; 0 leaves the picture as it came.</source>
            <translation>Wie viel von diesem Schritt beigemischt wird; 0 lässt das Bild, wie es kam.</translation>
        </message>
        <message>
            <source>How far the mood of this seed is taken; 0 is the plainest picture there is.</source>
            <translation>Wie weit die Stimmung dieser Startzahl getrieben wird; 0 ist das schlichteste Bild.</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Anteil</translation>
        </message>
        <message>
            <source>How much of it there is to be; 0 leaves it out.</source>
            <translation>Wie viel davon da sein soll; 0 lässt es weg.</translation>
        </message>
        <message>
            <source>How many lines are traced: from outlines alone to every leaf.</source>
            <translation>Wie viele Linien nachgezeichnet werden: von Umrissen bis zu jedem Blatt.</translation>
        </message>
        <message>
            <source>How strongly the painting takes over; 0 gives the photo back.</source>
            <translation>Wie stark das Gemälde übernimmt; 0 gibt das Foto zurück.</translation>
        </message>
        <message>
            <source>Content weight</source>
            <translation>Gewicht des Inhalts</translation>
        </message>
        <message>
            <source>How firmly the shapes of the photo are held.</source>
            <translation>Wie fest die Formen des Fotos gehalten werden.</translation>
        </message>
        <message>
            <source>How large the brush strokes are.</source>
            <translation>Wie groß die Pinselstriche sind.</translation>
        </message>
        <message>
            <source>Smoothness</source>
            <translation>Glätte</translation>
        </message>
        <message>
            <source>Calms grain and speckles.</source>
            <translation>Beruhigt Korn und Flecken.</translation>
        </message>
        <message>
            <source>Blend</source>
            <translation>Mischung</translation>
        </message>
        <message>
            <source>How much of the second painting is mixed in.</source>
            <translation>Wie viel vom zweiten Gemälde beigemischt wird.</translation>
        </message>
        <message>
            <source>How large the brush is ([ and ]).</source>
            <translation>Wie groß der Pinsel ist ([ und ]).</translation>
        </message>
        <message>
            <source>Soft</source>
            <translation>Weich</translation>
        </message>
        <message>
            <source>How soft the edge of the brush is (Shift+[ and ]).</source>
            <translation>Wie weich der Rand des Pinsels ist (Umschalt+[ und ]).</translation>
        </message>
        <message>
            <source>How large the brush is ([ and ], or Alt and a drag).</source>
            <translation>Wie groß der Pinsel ist ([ und ], oder Alt und Ziehen).</translation>
        </message>
        <message>
            <source>Smooth</source>
            <translation>Glatt</translation>
        </message>
        <message>
            <source>How far the edge is smoothed; at the left end it is off.</source>
            <translation>Wie weit der Rand geglättet wird; am linken Ende ist es aus.</translation>
        </message>
        <message>
            <source>How far the map covers the photo that lies below it.</source>
            <translation>Wie weit die Karte das Foto darunter bedeckt.</translation>
        </message>
        <message>
            <source>Mood mix</source>
            <translation>Stimmungsmischung</translation>
        </message>
        <message>
            <source>How much of the second mood there is in the first one.</source>
            <translation>Wie viel von der zweiten Stimmung in der ersten ist.</translation>
        </message>
        <message>
            <source>Day to night</source>
            <translation>Tag bis Nacht</translation>
        </message>
        <message>
            <source>Lets evening come: from this light over dusk to night.</source>
            <translation>Lässt es Abend werden: von diesem Licht über die Dämmerung zur Nacht.</translation>
        </message>
        <message>
            <source>Result over map</source>
            <translation>Ergebnis über Karte</translation>
        </message>
        <message>
            <source>Lays the photo over the map, as if through it.</source>
            <translation>Legt das Foto über die Karte, wie durchscheinend.</translation>
        </message>
        <message>
            <source>How large the brush is ([ and ], or Shift and a drag).</source>
            <translation>Wie groß der Pinsel ist ([ und ], oder Umschalt und Ziehen).</translation>
        </message>
        <message>
            <source>Opacity</source>
            <translation>Deckkraft</translation>
        </message>
        <message>
            <source>How much a stroke covers what is below it.</source>
            <translation>Wie sehr ein Strich bedeckt, was darunter ist.</translation>
        </message>
        <message>
            <source>Hard</source>
            <translation>Hart</translation>
        </message>
        <message>
            <source>How crisp the edge of the brush is (Shift+[ and ]).</source>
            <translation>Wie scharf der Rand des Pinsels ist (Umschalt+[ und ]).</translation>
        </message>
        <message>
            <source>How far the line is smoothed; at the left end it is off.</source>
            <translation>Wie weit die Linie geglättet wird; am linken Ende ist es aus.</translation>
        </message>
        <message>
            <source>How much of the chosen layer shows.</source>
            <translation>Wie viel von der gewählten Ebene zu sehen ist.</translation>
        </message>
        <message>
            <source>Result over drawing</source>
            <translation>Ergebnis über Zeichnung</translation>
        </message>
        <message>
            <source>Lays the photo over the drawing, as if through it.</source>
            <translation>Legt das Foto über die Zeichnung, wie durchscheinend.</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>Gewicht</translation>
        </message>
        <message>
            <source>How much of this painting is in the mix.</source>
            <translation>Wie viel von diesem Gemälde in der Mischung ist.</translation>
        </message>
        <message>
            <source>Colour hints</source>
            <translation>Farbhinweise</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>Zusammen</translation>
        </message>
        <message>
            <source>Add layer</source>
            <translation>Ebene hinzufügen</translation>
        </message>
        <message>
            <source>Delete layer</source>
            <translation>Ebene löschen</translation>
        </message>
        <message>
            <source>Layer settings</source>
            <translation>Ebeneneinstellungen</translation>
        </message>
        <message>
            <source>Keep the result</source>
            <translation>Ergebnis behalten</translation>
        </message>
        <message>
            <source>Reorder layers</source>
            <translation>Ebenen umordnen</translation>
        </message>
        <message>
            <source>Fill</source>
            <translation>Füllen</translation>
        </message>
        <message>
            <source>Polygon</source>
            <translation>Vieleck</translation>
        </message>
        <message>
            <source>Set the map</source>
            <translation>Karte setzen</translation>
        </message>
        <message>
            <source>Fill all</source>
            <translation>Alles füllen</translation>
        </message>
        <message>
            <source>Replace material</source>
            <translation>Material ersetzen</translation>
        </message>
        <message>
            <source>Lasso</source>
            <translation>Lasso</translation>
        </message>
        <message>
            <source>Rectangle</source>
            <translation>Rechteck</translation>
        </message>
        <message>
            <source>Scale the drawing</source>
            <translation>Zeichnung skalieren</translation>
        </message>
        <message>
            <source>Colour hint</source>
            <translation>Farbhinweis</translation>
        </message>
        <message>
            <source>Erase</source>
            <translation>Radieren</translation>
        </message>
        <message>
            <source>Stroke</source>
            <translation>Strich</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Verschieben</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>Flip horizontally</source>
            <translation>Waagerecht spiegeln</translation>
        </message>
        <message>
            <source>Flip vertically</source>
            <translation>Senkrecht spiegeln</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Linie</translation>
        </message>
        <message>
            <source>Rename layer</source>
            <translation>Ebene umbenennen</translation>
        </message>
        <message>
            <source>Show or hide layer</source>
            <translation>Ebene ein- oder ausblenden</translation>
        </message>
        <message>
            <source>Layer opacity</source>
            <translation>Deckkraft der Ebene</translation>
        </message>
        <message>
            <source>Lock layer</source>
            <translation>Ebene sperren</translation>
        </message>
        <message>
            <source>Layer blending</source>
            <translation>Mischmodus der Ebene</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Referenz</translation>
        </message>
        <message>
            <source>Traced lines</source>
            <translation>Nachgezeichnete Linien</translation>
        </message>
        <message>
            <source>Reference photo</source>
            <translation>Referenzfoto</translation>
        </message>
        <message>
            <source>There are no photos but results of earlier chains; name another folder.</source>
            <translation>Hier sind keine Fotos außer Ergebnissen früherer Ketten; nennen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <source>{} is a file; several pictures need a folder.</source>
            <translation>{} ist eine Datei; mehrere Bilder brauchen einen Ordner.</translation>
        </message>
        <message>
            <source>{} is one of the photos; choose another name for the result.</source>
            <translation>{} ist eines der Fotos; wählen Sie einen anderen Namen für das Ergebnis.</translation>
        </message>
        <message>
            <source>{} exists already; {}.</source>
            <translation>{} gibt es schon; {}.</translation>
        </message>
        <message>
            <source>{} must end in one of {}, or in a slash if it is to be a folder.</source>
            <translation>{} muss auf {} enden, oder auf einen Schrägstrich, wenn es ein Ordner sein soll.</translation>
        </message>
        <message>
            <source>{} and --format {} disagree; leave one of them out.</source>
            <translation>{} und --format {} widersprechen sich; lassen Sie eines weg.</translation>
        </message>
        <message>
            <source>The folder {} holds no pictures.</source>
            <translation>Der Ordner {} enthält keine Bilder.</translation>
        </message>
        <message>
            <source>The folder {} cannot be read; ask its owner for permission.</source>
            <translation>Der Ordner {} lässt sich nicht lesen; bitten Sie den Eigentümer um Erlaubnis.</translation>
        </message>
        <message>
            <source>A name must have 1 to {} printable characters, not {}.</source>
            <translation>Ein Name muss 1 bis {} druckbare Zeichen haben, nicht {}.</translation>
        </message>
        <message>
            <source>A mask must be a file in the folder of its chain, such as masks/sky.png, not {}.</source>
            <translation>Eine Maske muss eine Datei im Ordner ihrer Kette sein, etwa masks/sky.png, nicht {}.</translation>
        </message>
        <message>
            <source>The seed must be between 0 and 4294967295.</source>
            <translation>Die Startzahl muss zwischen 0 und 4294967295 liegen.</translation>
        </message>
        <message>
            <source>The styles of a step must be different.</source>
            <translation>Die Stile eines Schritts müssen verschieden sein.</translation>
        </message>
        <message>
            <source>A chain has at most {} steps, not {}.</source>
            <translation>Eine Kette hat höchstens {} Schritte, nicht {}.</translation>
        </message>
        <message>
            <source>The size must be between {} and {} pixels, not {}.</source>
            <translation>Die Größe muss zwischen {} und {} Pixeln liegen, nicht {}.</translation>
        </message>
        <message>
            <source>The mask {} is missing; open the chain again.</source>
            <translation>Die Maske {} fehlt; öffnen Sie die Kette noch einmal.</translation>
        </message>
        <message>
            <source>There is no chain {}; check the name and the folder.</source>
            <translation>Es gibt keine Kette {}; prüfen Sie Namen und Ordner.</translation>
        </message>
        <message>
            <source>The chain {} cannot be read: {}; open another one.</source>
            <translation>Die Kette {} lässt sich nicht lesen: {}; öffnen Sie eine andere.</translation>
        </message>
        <message>
            <source>The chain {} cannot be used: {}; correct the file.</source>
            <translation>Die Kette {} lässt sich nicht verwenden: {}; berichtigen Sie die Datei.</translation>
        </message>
        <message>
            <source>The mask {} lies outside the folder of its chain; copy it there.</source>
            <translation>Die Maske {} liegt außerhalb des Ordners ihrer Kette; kopieren Sie sie dorthin.</translation>
        </message>
        <message>
            <source>The quality must be between 1 and 100, not {}.</source>
            <translation>Die Qualität muss zwischen 1 und 100 liegen, nicht {}.</translation>
        </message>
        <message>
            <source>{} cannot hold {} bits a channel; choose 8, or 16 with PNG or TIFF.</source>
            <translation>{} kann keine {} Bit je Kanal aufnehmen; wählen Sie 8, oder 16 mit PNG oder TIFF.</translation>
        </message>
        <message>
            <source>{} cannot be saved: {} allows {} pixels a side, not {}; use PNG.</source>
            <translation>{} lässt sich nicht speichern: {} erlaubt {} Pixel je Seite, nicht {}; nehmen Sie PNG.</translation>
        </message>
        <message>
            <source>{} cannot be saved: its name must end in one of {}.</source>
            <translation>{} lässt sich nicht speichern: Der Name muss auf {} enden.</translation>
        </message>
        <message>
            <source>{} cannot be saved: there is not enough memory; close other programs.</source>
            <translation>{} lässt sich nicht speichern: Der Speicher reicht nicht; schließen Sie andere Programme.</translation>
        </message>
        <message>
            <source>{} cannot be saved: the picture cannot be written as {}; use PNG.</source>
            <translation>{} lässt sich nicht speichern: Das Bild lässt sich nicht als {} schreiben; nehmen Sie PNG.</translation>
        </message>
        <message>
            <source>There is no example for the task '{}'; open a picture of your own.</source>
            <translation>Für die Aufgabe '{}' gibt es kein Beispiel; öffnen Sie ein eigenes Bild.</translation>
        </message>
        <message>
            <source>There is no template called '{}'; choose one of {}.</source>
            <translation>Es gibt keine Vorlage namens '{}'; wählen Sie eine von {}.</translation>
        </message>
        <message>
            <source>{}; choose another folder.</source>
            <translation>{}; wählen Sie einen anderen Ordner.</translation>
        </message>
        <message>
            <source>{} cannot be written: the name is not allowed; choose another name.</source>
            <translation>{} lässt sich nicht schreiben: Der Name ist nicht erlaubt; wählen Sie einen anderen.</translation>
        </message>
        <message>
            <source>The domains of a picture must be different.</source>
            <translation>Die Welten eines Bildes müssen verschieden sein.</translation>
        </message>
        <message>
            <source>Detail must be a number.</source>
            <translation>Detail muss eine Zahl sein.</translation>
        </message>
        <message>
            <source>The map was saved in grey; its values were read as the numbers of the classes.</source>
            <translation>Die Karte war in Grau gespeichert; ihre Werte wurden als Nummern der Klassen gelesen.</translation>
        </message>
        <message>
            <source>Colours that are not in {} became {}: {} ({} pixels).</source>
            <translation>Farben, die nicht in {} sind, wurden zu {}: {} ({} Pixel).</translation>
        </message>
        <message>
            <source>The map was saved without its palette; its classes were recognised by their colours.</source>
            <translation>Die Karte war ohne ihre Palette gespeichert; ihre Klassen wurden an den Farben erkannt.</translation>
        </message>
        <message>
            <source>The map was blurred or compressed with losses, as in JPEG; each colour became the nearest of the palette.</source>
            <translation>Die Karte war verwischt oder verlustbehaftet komprimiert, wie bei JPEG; jede Farbe wurde zur nächsten der Palette.</translation>
        </message>
        <message>
            <source>What was see-through is anything now.</source>
            <translation>Was durchsichtig war, ist jetzt irgendetwas.</translation>
        </message>
        <message>
            <source>The map has {}, but {} ends at {}.</source>
            <translation>Die Karte hat {}, aber {} endet bei {}.</translation>
        </message>
        <message>
            <source>{} cannot hold a label map exactly; choose a name that ends in .png.</source>
            <translation>{} kann eine Karte nicht genau aufnehmen; wählen Sie einen Namen, der auf .png endet.</translation>
        </message>
        <message>
            <source>The edges were soft; each mixed pixel became one of the two classes that meet there.</source>
            <translation>Die Kanten waren weich; jedes gemischte Pixel wurde zu einer der beiden Klassen, die dort zusammentreffen.</translation>
        </message>
        <message>
            <source>The colours were a little off, {}; each became the nearest one of the palette.</source>
            <translation>Die Farben waren ein wenig daneben, {}; jede wurde zur nächsten der Palette.</translation>
        </message>
        <message>
            <source>Half-transparent pixels became solid or see-through; what is see-through is anything now.</source>
            <translation>Halb durchsichtige Pixel wurden deckend oder durchsichtig; was durchsichtig ist, ist jetzt irgendetwas.</translation>
        </message>
        <message>
            <source>The palette was in another order; the classes were recognised by their colours.</source>
            <translation>Die Palette hatte eine andere Reihenfolge; die Klassen wurden an den Farben erkannt.</translation>
        </message>
        <message>
            <source>The colours of the palette had changed; the classes were recognised by their names.</source>
            <translation>Die Farben der Palette hatten sich geändert; die Klassen wurden an den Namen erkannt.</translation>
        </message>
        <message>
            <source>The palette had other colours for {}{}; they were recognised by their places in it.</source>
            <translation>Die Palette hatte andere Farben für {}{}; sie wurden an ihren Plätzen darin erkannt.</translation>
        </message>
        <message>
            <source>The map has {}, which {} does not have; choose the palette that it was drawn with{}.</source>
            <translation>Die Karte hat {}, was {} nicht hat; wählen Sie die Palette, mit der sie gezeichnet wurde{}.</translation>
        </message>
        <message>
            <source>The map was drawn in other colours; its classes were recognised by their names.</source>
            <translation>Die Karte war in anderen Farben gezeichnet; ihre Klassen wurden an den Namen erkannt.</translation>
        </message>
        <message>
            <source>The share of a mood must be between 0 and 1, not {}.</source>
            <translation>Der Anteil einer Stimmung muss zwischen 0 und 1 liegen, nicht {}.</translation>
        </message>
        <message>
            <source>A mood must be {} numbers of light and colour; take it from a photo.</source>
            <translation>Eine Stimmung muss aus {} Zahlen für Licht und Farbe bestehen; nehmen Sie sie von einem Foto.</translation>
        </message>
        <message>
            <source>The label map has colours that are not in its palette: {}. Draw it in the {} colours of the palette only, from {} {} to {} {}.</source>
            <translation>Die Karte hat Farben, die nicht in ihrer Palette sind: {}. Zeichnen Sie sie nur in den {} Farben der Palette, von {} {} bis {} {}.</translation>
        </message>
        <message>
            <source>{} must be between {} and {}, not {}.</source>
            <translation>{} muss zwischen {} und {} liegen, nicht {}.</translation>
        </message>
        <message>
            <source>Choose one to four styles.</source>
            <translation>Wählen Sie ein bis vier Stile.</translation>
        </message>
        <message>
            <source>Style weights must be zero or more.</source>
            <translation>Gewichte von Stilen müssen null oder größer sein.</translation>
        </message>
        <message>
            <source>At least one style must have a weight above zero.</source>
            <translation>Mindestens ein Stil muss ein Gewicht über null haben.</translation>
        </message>
        <message>
            <source>{} is too large: {}; open a smaller version of it.</source>
            <translation>{} ist zu groß: {}; öffnen Sie eine kleinere Fassung.</translation>
        </message>
        <message>
            <source>{} is not a picture that can be opened; use PNG, JPEG, WebP, TIFF, HEIC, AVIF, BMP or GIF.</source>
            <translation>{} ist kein Bild, das sich öffnen lässt; nehmen Sie PNG, JPEG, WebP, TIFF, HEIC, AVIF, BMP oder GIF.</translation>
        </message>
        <message>
            <source>{} is damaged or incomplete: {}; open another copy of it.</source>
            <translation>{} ist beschädigt oder unvollständig: {}; öffnen Sie eine andere Kopie.</translation>
        </message>
        <message>
            <source>{} is a video or a file like one, which cannot be opened; use a picture, such as JPEG or HEIC.</source>
            <translation>{} ist ein Video oder etwas Ähnliches, das sich nicht öffnen lässt; nehmen Sie ein Bild, etwa JPEG oder HEIC.</translation>
        </message>
        <message>
            <source>{} is damaged or incomplete: its beginning makes no sense; open another copy of it.</source>
            <translation>{} ist beschädigt oder unvollständig: Der Anfang ergibt keinen Sinn; öffnen Sie eine andere Kopie.</translation>
        </message>
        <message>
            <source>{} is empty: it holds no picture; open another copy of it.</source>
            <translation>{} ist leer und enthält kein Bild; öffnen Sie eine andere Kopie.</translation>
        </message>
        <message>
            <source>{} is a folder; choose a file in it.</source>
            <translation>{} ist ein Ordner; wählen Sie eine Datei darin.</translation>
        </message>
        <message>
            <source>{} is not an ordinary file; choose another file.</source>
            <translation>{} ist keine gewöhnliche Datei; wählen Sie eine andere.</translation>
        </message>
        <message>
            <source>{} does not exist; check the name and the folder.</source>
            <translation>{} gibt es nicht; prüfen Sie Namen und Ordner.</translation>
        </message>
        <message>
            <source>{} may not be read; ask its owner for permission.</source>
            <translation>{} darf nicht gelesen werden; bitten Sie den Eigentümer um Erlaubnis.</translation>
        </message>
        <message>
            <source>{} cannot be opened: {}.</source>
            <translation>{} lässt sich nicht öffnen: {}.</translation>
        </message>
        <message>
            <source>{} needs more memory than there is; open a smaller version of it.</source>
            <translation>{} braucht mehr Speicher, als da ist; öffnen Sie eine kleinere Fassung.</translation>
        </message>
        <message>
            <source>Style masks must be of one size, at most {} pixels a side.</source>
            <translation>Stilmasken müssen gleich groß sein, höchstens {} Pixel je Seite.</translation>
        </message>
        <message>
            <source>Style masks must hold values from 0 to 255.</source>
            <translation>Stilmasken müssen Werte von 0 bis 255 enthalten.</translation>
        </message>
        <message>
            <source>A style can have one mask only.</source>
            <translation>Ein Stil kann nur eine Maske haben.</translation>
        </message>
        <message>
            <source>{} takes no drawings; take via = "lines" out of that step of the chain.</source>
            <translation>{} nimmt keine Zeichnungen; nehmen Sie via = "lines" aus diesem Schritt der Kette.</translation>
        </message>
        <message>
            <source>{} takes label maps; put via = "map" into that step of the chain.</source>
            <translation>{} nimmt Karten; setzen Sie via = "map" in diesen Schritt der Kette.</translation>
        </message>
        <message>
            <source>{} takes no maps of materials; take via = "map" out of that step.</source>
            <translation>{} nimmt keine Karten von Materialien; nehmen Sie via = "map" aus diesem Schritt.</translation>
        </message>
        <message>
            <source>{} has no moods; take the mood out of that step of the chain.</source>
            <translation>{} hat keine Stimmungen; nehmen Sie die Stimmung aus diesem Schritt der Kette.</translation>
        </message>
        <message>
            <source>{} is not used; rename it with lower-case letters, digits and hyphens only.</source>
            <translation>{} wird nicht verwendet; benennen Sie es nur mit Kleinbuchstaben, Ziffern und Bindestrichen.</translation>
        </message>
        <message>
            <source>{} cannot be read ({}).</source>
            <translation>{} lässt sich nicht lesen ({}).</translation>
        </message>
        <message>
            <source>Draw lines, add a few strokes of colour where you like, and a photo follows your hand.</source>
            <translation>Zeichnen Sie Linien, fügen Sie nach Belieben ein paar Farbstriche hinzu, und ein Foto folgt Ihrer Hand.</translation>
        </message>
        <message>
            <source>Draw lines, add a few strokes of colour where you like, and a painting follows your hand.</source>
            <translation>Zeichnen Sie Linien, fügen Sie nach Belieben ein paar Farbstriche hinzu, und ein Gemälde folgt Ihrer Hand.</translation>
        </message>
        <message>
            <source>Gives a black-and-white photo colour; strokes of colour tell it what is what.</source>
            <translation>Gibt einem Schwarzweißfoto Farbe; Farbstriche sagen ihm, was was ist.</translation>
        </message>
        <message>
            <source>Cleans a photo of noise, blur and JPEG blocks, and brightens one taken in poor light.</source>
            <translation>Befreit ein Foto von Rauschen, Unschärfe und JPEG-Blöcken und hellt eines aus schlechtem Licht auf.</translation>
        </message>
        <message>
            <source>Paint sky, mountains, water and trees as flat shapes, and a photo of that place follows.</source>
            <translation>Malen Sie Himmel, Berge, Wasser und Bäume als einfache Flächen, und ein Foto dieses Ortes folgt.</translation>
        </message>
        <message>
            <source>Paint where windows, doors and balconies are, and a house front follows.</source>
            <translation>Malen Sie, wo Fenster, Türen und Balkone sind, und eine Hausfront folgt.</translation>
        </message>
        <message>
            <source>Turns a street map into a picture from the air.</source>
            <translation>Macht aus einem Stadtplan ein Bild aus der Luft.</translation>
        </message>
        <message>
            <source>Turns a picture from the air into a street map.</source>
            <translation>Macht aus einem Bild aus der Luft einen Stadtplan.</translation>
        </message>
        <message>
            <source>Leads a photo into another season: the light, the leaves, and snow where it may lie.</source>
            <translation>Führt ein Foto in eine andere Jahreszeit: das Licht, das Laub, und Schnee, wo er liegen kann.</translation>
        </message>
        <message>
            <source>Leads a photo from day into night, or from night into day.</source>
            <translation>Führt ein Foto vom Tag in die Nacht oder von der Nacht in den Tag.</translation>
        </message>
        <message>
            <source>Makes a painting of a photo, or a photo of a painting.</source>
            <translation>Macht aus einem Foto ein Gemälde oder aus einem Gemälde ein Foto.</translation>
        </message>
        <message>
            <source>Mixes sun, clouds, rain, sunrise, summer and winter into a photo.</source>
            <translation>Mischt Sonne, Wolken, Regen, Sonnenaufgang, Sommer und Winter in ein Foto.</translation>
        </message>
        <message>
            <source>Leads a photo of the day into the light of a sunset, as far as you like.</source>
            <translation>Führt ein Foto vom Tag in das Licht eines Sonnenuntergangs, so weit Sie mögen.</translation>
        </message>
        <message>
            <source>Turns a drawing in lines into a picture.</source>
            <translation>Macht aus einer Strichzeichnung ein Bild.</translation>
        </message>
        <message>
            <source>Turns a picture into another.</source>
            <translation>Macht aus einem Bild ein anderes.</translation>
        </message>
        <message>
            <source>Turns a map of coloured regions into a picture.</source>
            <translation>Macht aus einer Karte farbiger Flächen ein Bild.</translation>
        </message>
        <message>
            <source>{} makes no pictures by itself; choose {}.</source>
            <translation>{} macht für sich allein keine Bilder; wählen Sie {}.</translation>
        </message>
        <message>
            <source>Maps of photos need the model {}; install the application again.</source>
            <translation>Karten aus Fotos brauchen das Modell {}; installieren Sie das Programm noch einmal.</translation>
        </message>
        <message>
            <source>{} has no domains to choose from; leave {} out.</source>
            <translation>{} hat keine Welten zur Auswahl; lassen Sie {} weg.</translation>
        </message>
        <message>
            <source>{} has no domain called {}; it has {}.</source>
            <translation>{} hat keine Welt namens {}; es hat {}.</translation>
        </message>
        <message>
            <source>{} is not a model of the kind {}; choose another.</source>
            <translation>{} ist kein Modell der Art {}; wählen Sie ein anderes.</translation>
        </message>
        <message>
            <source>The weights of {} do not fit its manifest; install the application again.</source>
            <translation>Die Gewichte von {} passen nicht zu ihrem Verzeichnis; installieren Sie das Programm noch einmal.</translation>
        </message>
        <message>
            <source>{} is damaged; {}.</source>
            <translation>{} ist beschädigt; {}.</translation>
        </message>
        <message>
            <source>{} cannot be a model's name; use lower-case letters, digits and hyphens only.</source>
            <translation>{} kann nicht der Name eines Modells sein; nehmen Sie nur Kleinbuchstaben, Ziffern und Bindestriche.</translation>
        </message>
        <message>
            <source>{} is missing; {}.</source>
            <translation>{} fehlt; {}.</translation>
        </message>
        <message>
            <source>{} is larger than any model may be (2 GB); {}.</source>
            <translation>{} ist größer, als ein Modell sein darf (2 GB); {}.</translation>
        </message>
        <message>
            <source>{} cannot be read ({}); {}.</source>
            <translation>{} lässt sich nicht lesen ({}); {}.</translation>
        </message>
        <message>
            <source>{} is not a safetensors file that can be read ({}).</source>
            <translation>{} ist keine lesbare safetensors-Datei ({}).</translation>
        </message>
        <message>
            <source>The weight '{}' is not finite in half precision; the model was not written.</source>
            <translation>Das Gewicht '{}' ist in halber Genauigkeit nicht endlich; das Modell wurde nicht geschrieben.</translation>
        </message>
        <message>
            <source>{} is not used, because {} has the same name; rename it.</source>
            <translation>{} wird nicht verwendet, weil {} denselben Namen hat; benennen Sie es um.</translation>
        </message>
        <message>
            <source>There is no {} called '{}', because no {} is installed.</source>
            <translation>Es gibt kein {} namens '{}', weil kein {} installiert ist.</translation>
        </message>
        <message>
            <source>There is no {} called '{}'; choose one of: {}.</source>
            <translation>Es gibt kein {} namens '{}'; wählen Sie eines von: {}.</translation>
        </message>
        <message>
            <source>The catalogue {} cannot be read: {}.</source>
            <translation>Der Katalog {} lässt sich nicht lesen: {}.</translation>
        </message>
        <message>
            <source>The catalogue {} has an unknown key: {}.</source>
            <translation>Der Katalog {} hat einen unbekannten Schlüssel: {}.</translation>
        </message>
        <message>
            <source>A painting in the catalogue {} lacks the key: {}.</source>
            <translation>Einem Gemälde im Katalog {} fehlt der Schlüssel: {}.</translation>
        </message>
        <message>
            <source>{} cannot be a palette's name; use lower-case letters, digits and hyphens only.</source>
            <translation>{} kann nicht der Name einer Palette sein; nehmen Sie nur Kleinbuchstaben, Ziffern und Bindestriche.</translation>
        </message>
        <message>
            <source>Reference VGG-19 is not installed; it needs a one-time download of {} MB.</source>
            <translation>Das Referenz-VGG-19 ist nicht installiert; es braucht einmalig einen Download von {} MB.</translation>
        </message>
        <message>
            <source>{} this computer could not reach the server; connect to the internet and try again, or put {}.</source>
            <translation>{} dieser Computer konnte den Server nicht erreichen; verbinden Sie sich mit dem Internet und versuchen Sie es noch einmal, oder legen Sie {} ab.</translation>
        </message>
        <message>
            <source>{} the connection was lost on the way; try again, and it will go on from where it stopped.</source>
            <translation>{} die Verbindung brach unterwegs ab; versuchen Sie es noch einmal, dann geht es dort weiter.</translation>
        </message>
        <message>
            <source>{} the server refused it (error {}); try again later, or put {}.</source>
            <translation>{} der Server lehnte ab (Fehler {}); versuchen Sie es später noch einmal, oder legen Sie {} ab.</translation>
        </message>
        <message>
            <source>Reference VGG-19 needs torchvision, which does not load here ({}); reinstall it beside torch.</source>
            <translation>Das Referenz-VGG-19 braucht torchvision, das hier nicht lädt ({}); installieren Sie es neben torch neu.</translation>
        </message>
        <message>
            <source>{} does not hold the weights of VGG-19; {}.</source>
            <translation>{} enthält nicht die Gewichte von VGG-19; {}.</translation>
        </message>
        <message>
            <source>Reference VGG-19 is installed ({}).</source>
            <translation>Das Referenz-VGG-19 ist installiert ({}).</translation>
        </message>
        <message>
            <source>{} is not {}; choose the file that torchvision publishes under that name.</source>
            <translation>{} ist nicht {}; wählen Sie die Datei, die torchvision unter diesem Namen veröffentlicht.</translation>
        </message>
        <message>
            <source>{} cannot be read ({}); choose another file.</source>
            <translation>{} lässt sich nicht lesen ({}); wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{} is not {} or is damaged; choose another file or download it again.</source>
            <translation>{} ist nicht {} oder ist beschädigt; wählen Sie eine andere Datei oder laden Sie sie noch einmal herunter.</translation>
        </message>
        <message>
            <source>The download of Reference VGG-19 arrived damaged; try again, or put {}.</source>
            <translation>Der Download des Referenz-VGG-19 kam beschädigt an; versuchen Sie es noch einmal, oder legen Sie {} ab.</translation>
        </message>
        <message>
            <source>The statistics of the style {} are damaged ({}); {}.</source>
            <translation>Die Statistik des Stils {} ist beschädigt ({}); {}.</translation>
        </message>
        <message>
            <source>The statistics of the style {} are larger than any can be; {}.</source>
            <translation>Die Statistik des Stils {} ist größer, als eine sein kann; {}.</translation>
        </message>
        <message>
            <source>The statistics of the style {} cannot be read ({}); {}.</source>
            <translation>Die Statistik des Stils {} lässt sich nicht lesen ({}); {}.</translation>
        </message>
        <message>
            <source>{} cannot be used: {}; correct the file or remove its folder.</source>
            <translation>{} lässt sich nicht verwenden: {}; berichtigen Sie die Datei oder entfernen Sie ihren Ordner.</translation>
        </message>
        <message>
            <source>{} cannot be read ({}); check the file or remove its folder.</source>
            <translation>{} lässt sich nicht lesen ({}); prüfen Sie die Datei oder entfernen Sie ihren Ordner.</translation>
        </message>
        <message>
            <source>{} is missing; add the style again or remove its folder.</source>
            <translation>{} fehlt; fügen Sie den Stil noch einmal hinzu oder entfernen Sie seinen Ordner.</translation>
        </message>
        <message>
            <source>The style was not renamed: its {}.</source>
            <translation>Der Stil wurde nicht umbenannt: {}.</translation>
        </message>
        <message>
            <source>There is no removed style called '{}'.</source>
            <translation>Es gibt keinen entfernten Stil namens '{}'.</translation>
        </message>
        <message>
            <source>There is nothing to film yet; draw something, or keep two results, first.</source>
            <translation>Noch gibt es nichts zu filmen; zeichnen Sie zuerst etwas oder behalten Sie zwei Ergebnisse.</translation>
        </message>
        <message>
            <source>{} has no {}; choose another picture of it with --of.</source>
            <translation>{} hat kein {}; wählen Sie mit --of ein anderes Bild daraus.</translation>
        </message>
        <message>
            <source>At most 2048 pixels on the long side, sRGB, a small file.</source>
            <translation>Höchstens 2048 Pixel auf der langen Seite, sRGB, eine kleine Datei.</translation>
        </message>
        <message>
            <source>Full size at 300 dpi without loss, 16 bits a channel where the picture has them.</source>
            <translation>Volle Größe bei 300 dpi ohne Verlust, 16 Bit je Kanal, wo das Bild sie hat.</translation>
        </message>
        <message>
            <source>Every pixel without loss, 16 bits a channel where the picture has them.</source>
            <translation>Jedes Pixel ohne Verlust, 16 Bit je Kanal, wo das Bild sie hat.</translation>
        </message>
        <message>
            <source>Every layer as it is, for Photoshop and most others.</source>
            <translation>Jede Ebene, wie sie ist, für Photoshop und die meisten anderen.</translation>
        </message>
        <message>
            <source>Every layer as it is, as OpenRaster: the format of documents.</source>
            <translation>Jede Ebene, wie sie ist, als OpenRaster: das Format der Dokumente.</translation>
        </message>
        <message>
            <source>Both pictures side by side on a white sheet.</source>
            <translation>Beide Bilder nebeneinander auf einem weißen Blatt.</translation>
        </message>
        <message>
            <source>A short film of the making that loops.</source>
            <translation>Ein kurzer Film der Entstehung in einer Schleife.</translation>
        </message>
        <message>
            <source>There is no way to export called {}; choose one of {}.</source>
            <translation>Es gibt keine Art zu exportieren namens {}; wählen Sie eine von {}.</translation>
        </message>
        <message>
            <source>{} cannot be exported so: its name must end in {}.</source>
            <translation>{} lässt sich so nicht exportieren: Der Name muss auf {} enden.</translation>
        </message>
        <message>
            <source>The document was saved by a newer version; its layers are here, but the rest may be incomplete.</source>
            <translation>Das Dokument wurde mit einer neueren Version gespeichert; seine Ebenen sind da, der Rest kann unvollständig sein.</translation>
        </message>
        <message>
            <source>What the document said about its rooms is damaged; the layers are here.</source>
            <translation>Was das Dokument über seine Räume sagte, ist beschädigt; die Ebenen sind da.</translation>
        </message>
        <message>
            <source>A part of the document was left out: {}.</source>
            <translation>Ein Teil des Dokuments wurde weggelassen: {}.</translation>
        </message>
        <message>
            <source>The picture was made smaller: a document has at most {} pixels a side, not {}.</source>
            <translation>Das Bild wurde verkleinert: Ein Dokument hat höchstens {} Pixel je Seite, nicht {}.</translation>
        </message>
        <message>
            <source>Autosave is waiting because {}, or save your work to another place.</source>
            <translation>Das Sichern wartet, weil {}; oder speichern Sie Ihre Arbeit anderswo.</translation>
        </message>
        <message>
            <source>The unsaved work in {} cannot be read: {}; the file was left where it is.</source>
            <translation>Die nicht gespeicherte Arbeit in {} lässt sich nicht lesen: {}; die Datei bleibt, wo sie ist.</translation>
        </message>
        <message>
            <source>There is no unsaved work in {}.</source>
            <translation>In {} ist keine nicht gespeicherte Arbeit.</translation>
        </message>
        <message>
            <source>Another program saved this document last: layers and pictures are here, what the rooms were set to is not.</source>
            <translation>Ein anderes Programm hat dieses Dokument zuletzt gespeichert: Ebenen und Bilder sind da, die Einstellungen der Räume nicht.</translation>
        </message>
        <message>
            <source>{} reached beyond the drawing; what lay outside was left out.</source>
            <translation>{} reichte über die Zeichnung hinaus; was außerhalb lag, wurde weggelassen.</translation>
        </message>
        <message>
            <source>{} needs more memory than there is; open a smaller document.</source>
            <translation>{} braucht mehr Speicher, als da ist; öffnen Sie ein kleineres Dokument.</translation>
        </message>
        <message>
            <source>{} was left out: {}.</source>
            <translation>{} wurde weggelassen: {}.</translation>
        </message>
        <message>
            <source>{} cannot be opened: {}; open another copy of it.</source>
            <translation>{} lässt sich nicht öffnen: {}; öffnen Sie eine andere Kopie.</translation>
        </message>
        <message>
            <source>{} cannot be written: there is not enough memory; close other programs.</source>
            <translation>{} lässt sich nicht schreiben: Der Speicher reicht nicht; schließen Sie andere Programme.</translation>
        </message>
        <message>
            <source>{} cannot be written: the drawing is damaged ({}); save its picture.</source>
            <translation>{} lässt sich nicht schreiben: Die Zeichnung ist beschädigt ({}); speichern Sie ihr Bild.</translation>
        </message>
        <message>
            <source>{} holds more than {} files; it is no document of a drawing.</source>
            <translation>{} enthält mehr als {} Dateien; das ist kein Dokument einer Zeichnung.</translation>
        </message>
        <message>
            <source>{} is damaged or no OpenRaster document; open another copy of it.</source>
            <translation>{} ist beschädigt oder kein OpenRaster-Dokument; öffnen Sie eine andere Kopie.</translation>
        </message>
        <message>
            <source>{} is damaged or incomplete: the file ends too early; open another copy of it.</source>
            <translation>{} ist beschädigt oder unvollständig: Die Datei endet zu früh; öffnen Sie eine andere Kopie.</translation>
        </message>
        <message>
            <source>{} is not a complete Photoshop file; open another copy of it.</source>
            <translation>{} ist keine vollständige Photoshop-Datei; öffnen Sie eine andere Kopie.</translation>
        </message>
        <message>
            <source>{} is too large: {} x {} pixels, and a document has at most {} a side; save a smaller version of it.</source>
            <translation>{} ist zu groß: {} x {} Pixel, und ein Dokument hat höchstens {} je Seite; speichern Sie eine kleinere Fassung.</translation>
        </message>
        <message>
            <source>{} needs more memory than there is; save it smaller or with fewer layers.</source>
            <translation>{} braucht mehr Speicher, als da ist; speichern Sie es kleiner oder mit weniger Ebenen.</translation>
        </message>
        <message>
            <source>{} is damaged or incomplete; open another copy of it.</source>
            <translation>{} ist beschädigt oder unvollständig; öffnen Sie eine andere Kopie.</translation>
        </message>
        <message>
            <source>Its {} bits a channel became 8.</source>
            <translation>Aus seinen {} Bit je Kanal wurden 8.</translation>
        </message>
        <message>
            <source>Its {} layers need more memory than a document may take: they became one.</source>
            <translation>Seine {} Ebenen brauchen mehr Speicher, als ein Dokument nehmen darf: Sie wurden zu einer.</translation>
        </message>
        <message>
            <source>How it looked before is in the hidden layer “{}”.</source>
            <translation>Wie es vorher aussah, ist in der ausgeblendeten Ebene „{}“.</translation>
        </message>
        <message>
            <source>{} cannot be written: a PSD holds at most 2 GB; let its name end in .psb.</source>
            <translation>{} lässt sich nicht schreiben: Eine PSD fasst höchstens 2 GB; lassen Sie den Namen auf .psb enden.</translation>
        </message>
        <message>
            <source>A part of the unsaved work was damaged and is missing; the rest is as it was.</source>
            <translation>Ein Teil der nicht gespeicherten Arbeit war beschädigt und fehlt; der Rest ist, wie er war.</translation>
        </message>
        <message>
            <source>Ways of mixing layers that are not known here ({}) were replaced by the normal one.</source>
            <translation>Mischmodi, die hier nicht bekannt sind ({}), wurden durch den normalen ersetzt.</translation>
        </message>
        <message>
            <source>Groups were taken apart; where a group was see-through or mixed as a whole, the drawing may look a little different.</source>
            <translation>Gruppen wurden aufgelöst; wo eine Gruppe als Ganzes durchsichtig oder gemischt war, kann die Zeichnung etwas anders aussehen.</translation>
        </message>
        <message>
            <source>Filters and texts of the document were left out; only painted layers can be opened.</source>
            <translation>Filter und Texte des Dokuments wurden weggelassen; nur gemalte Ebenen lassen sich öffnen.</translation>
        </message>
        <message>
            <source>Groups were taken apart; their layers lie in one list.</source>
            <translation>Gruppen wurden aufgelöst; ihre Ebenen liegen in einer Liste.</translation>
        </message>
        <message>
            <source>{} is of a kind that content credentials do not allow; use ECDSA, Ed25519 or RSA.</source>
            <translation>{} ist von einer Art, die Inhaltsnachweise nicht erlauben; nehmen Sie ECDSA, Ed25519 oder RSA.</translation>
        </message>
        <message>
            <source>{} does not belong to {}; choose the key that came with it.</source>
            <translation>{} gehört nicht zu {}; wählen Sie den Schlüssel, der damit kam.</translation>
        </message>
        <message>
            <source>{} is not valid today; choose a certificate that is.</source>
            <translation>{} ist heute nicht gültig; wählen Sie ein Zertifikat, das es ist.</translation>
        </message>
        <message>
            <source>{} is not a certificate in PEM form; choose another file.</source>
            <translation>{} ist kein Zertifikat in PEM-Form; wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{} is protected by a password; choose a key without one.</source>
            <translation>{} ist durch ein Passwort geschützt; wählen Sie einen Schlüssel ohne.</translation>
        </message>
        <message>
            <source>{} is not a private key in PEM form; choose another file.</source>
            <translation>{} ist kein privater Schlüssel in PEM-Form; wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>{} cannot be read: {}; choose another file.</source>
            <translation>{} lässt sich nicht lesen: {}; wählen Sie eine andere Datei.</translation>
        </message>
        <message>
            <source>Content credentials need the package c2pa-python; install it, or switch them off.</source>
            <translation>Inhaltsnachweise brauchen das Paket c2pa-python; installieren Sie es, oder schalten Sie sie aus.</translation>
        </message>
        <message>
            <source>Signing needs a certificate and its key; choose both files, or neither.</source>
            <translation>Signieren braucht ein Zertifikat und dessen Schlüssel; wählen Sie beide Dateien oder keine.</translation>
        </message>
        <message>
            <source>{} cannot carry content credentials; use PNG, JPEG, WebP or TIFF.</source>
            <translation>{} kann keine Inhaltsnachweise tragen; nehmen Sie PNG, JPEG, WebP oder TIFF.</translation>
        </message>
        <message>
            <source>Content credentials need the package cryptography; install it, or switch them off.</source>
            <translation>Inhaltsnachweise brauchen das Paket cryptography; installieren Sie es, oder schalten Sie sie aus.</translation>
        </message>
        <message>
            <source>{} is too large to be signed.</source>
            <translation>{} ist zu groß zum Signieren.</translation>
        </message>
        <message>
            <source>{} cannot be read: {}; check the name and the folder.</source>
            <translation>{} lässt sich nicht lesen: {}; prüfen Sie Namen und Ordner.</translation>
        </message>
        <message>
            <source>{} cannot be signed ({}); choose another certificate, or switch it off.</source>
            <translation>{} lässt sich nicht signieren ({}); wählen Sie ein anderes Zertifikat, oder schalten Sie es aus.</translation>
        </message>
        <message>
            <source>There is not enough memory for this picture; make it smaller.</source>
            <translation>Für dieses Bild reicht der Speicher nicht; machen Sie es kleiner.</translation>
        </message>
        <message>
            <source>Something unexpected went wrong ({}); see the log.</source>
            <translation>Etwas Unerwartetes ging schief ({}); siehe Protokoll.</translation>
        </message>
        <message>
            <source>Measure the engines on this computer.</source>
            <translation>Misst die Rechenwerke auf diesem Computer.</translation>
        </message>
        <message>
            <source>No style is installed; add a picture to your styles first.</source>
            <translation>Kein Stil ist installiert; fügen Sie Ihren Stilen zuerst ein Bild hinzu.</translation>
        </message>
        <message>
            <source>{}: left out, the network {} is not installed.</source>
            <translation>{}: weggelassen, das Netz {} ist nicht installiert.</translation>
        </message>
        <message>
            <source>The {} engine is not installed; install the application again.</source>
            <translation>Das Rechenwerk {} ist nicht installiert; installieren Sie das Programm noch einmal.</translation>
        </message>
        <message>
            <source>The graphics card has too little free memory; choose a smaller size, or the device cpu.</source>
            <translation>Die Grafikkarte hat zu wenig freien Speicher; wählen Sie eine kleinere Größe oder als Gerät den Prozessor.</translation>
        </message>
        <message>
            <source>There is no device called {}; choose auto, cpu, cuda or mps.</source>
            <translation>Es gibt kein Gerät namens {}; wählen Sie auto, cpu, cuda oder mps.</translation>
        </message>
        <message>
            <source>There is no CUDA graphics card that PyTorch can use; choose the device auto or cpu.</source>
            <translation>Es gibt keine CUDA-Grafikkarte, die PyTorch verwenden kann; wählen Sie als Gerät auto oder cpu.</translation>
        </message>
        <message>
            <source>There is no Apple GPU that PyTorch can use; choose the device auto or cpu.</source>
            <translation>Es gibt keine Apple-GPU, die PyTorch verwenden kann; wählen Sie als Gerät auto oder cpu.</translation>
        </message>
        <message>
            <source>{} needs a palette of {} colours; install it again.</source>
            <translation>{} braucht eine Palette aus {} Farben; installieren Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The instant styles are not installed; install the application again.</source>
            <translation>Die Sofortstile sind nicht installiert; installieren Sie das Programm noch einmal.</translation>
        </message>
        <message>
            <source>{} does not fit its palette of {} colours; install it again.</source>
            <translation>{} passt nicht zu seiner Palette aus {} Farben; installieren Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The statistics of “{}” belong to another encoder; install the application again.</source>
            <translation>Die Statistik von „{}“ gehört zu einem anderen Encoder; installieren Sie das Programm noch einmal.</translation>
        </message>
        <message>
            <source>Reference VGG-19 needs the painting itself, and “{}” comes without its pixels; add a picture of it to your styles, or choose the Atelier encoder.</source>
            <translation>Das Referenz-VGG-19 braucht das Gemälde selbst, und „{}“ kommt ohne seine Pixel; fügen Sie ein Bild davon Ihren Stilen hinzu, oder wählen Sie den Encoder Atelier.</translation>
        </message>
        <message>
            <source>{} is not an encoder; choose {}.</source>
            <translation>{} ist kein Encoder; wählen Sie {}.</translation>
        </message>
        <message>
            <source>{} must name {} domains in its manifest; install it again.</source>
            <translation>{} muss in seinem Verzeichnis {} Welten nennen; installieren Sie es noch einmal.</translation>
        </message>
        <message>
            <source>There is not enough memory for this size; choose a smaller size or close other programs.</source>
            <translation>Für diese Größe reicht der Speicher nicht; wählen Sie eine kleinere Größe oder schließen Sie andere Programme.</translation>
        </message>
        <message>
            <source>Something went wrong while painting ({}); the details are in {}.</source>
            <translation>Beim Malen ging etwas schief ({}); Näheres steht in {}.</translation>
        </message>
        <message>
            <source>The painting engines could not be loaded ({}); the details are in {}.</source>
            <translation>Die Malwerkzeuge ließen sich nicht laden ({}); Näheres steht in {}.</translation>
        </message>
        <message>
            <source>There is no engine “{}” here; choose another one.</source>
            <translation>Ein Rechenwerk „{}“ gibt es hier nicht; wählen Sie ein anderes.</translation>
        </message>
        <message>
            <source>{} could not be fetched; check the address and the connection.</source>
            <translation>{} ließ sich nicht holen; prüfen Sie die Adresse und die Verbindung.</translation>
        </message>
        <message>
            <source>The picture at {} is larger than {} MB; save it and open the file.</source>
            <translation>Das Bild unter {} ist größer als {} MB; speichern Sie es und öffnen Sie die Datei.</translation>
        </message>
        <message>
            <source>The download was stopped.</source>
            <translation>Das Herunterladen wurde angehalten.</translation>
        </message>
        <message>
            <source>This older result is no longer on the disk; paint it again.</source>
            <translation>Dieses ältere Ergebnis ist nicht mehr auf der Platte; malen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>There is no picture here; copy or drop a picture and try again.</source>
            <translation>Hier ist kein Bild; kopieren oder legen Sie ein Bild ab und versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>This picture is too large for the memory that is left; use a smaller one.</source>
            <translation>Dieses Bild ist zu groß für den Speicher, der noch da ist; nehmen Sie ein kleineres.</translation>
        </message>
        <message>
            <source>The model “{}” of this document is not installed; another one is chosen.</source>
            <translation>Das Modell „{}“ dieses Dokuments ist nicht installiert; ein anderes ist gewählt.</translation>
        </message>
        <message>
            <source>The mask of a step is missing, so that step is switched off.</source>
            <translation>Die Maske eines Schritts fehlt, deshalb ist dieser Schritt ausgeschaltet.</translation>
        </message>
        <message>
            <source>The drawing in this document has a size that cannot be opened.</source>
            <translation>Die Zeichnung in diesem Dokument hat eine Größe, die sich nicht öffnen lässt.</translation>
        </message>
        <message>
            <source>Noon</source>
            <translation>Mittag</translation>
        </message>
        <message>
            <source>Morning mist</source>
            <translation>Morgennebel</translation>
        </message>
        <message>
            <source>Golden hour</source>
            <translation>Goldene Stunde</translation>
        </message>
        <message>
            <source>Autumn</source>
            <translation>Herbst</translation>
        </message>
        <message>
            <source>Storm</source>
            <translation>Sturm</translation>
        </message>
        <message>
            <source>Dusk</source>
            <translation>Dämmerung</translation>
        </message>
        <message>
            <source>Facades</source>
            <translation>Fassaden</translation>
        </message>
        <message>
            <source>background</source>
            <translation>Hintergrund</translation>
        </message>
        <message>
            <source>facade</source>
            <translation>Fassade</translation>
        </message>
        <message>
            <source>window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>door</source>
            <translation>Tür</translation>
        </message>
        <message>
            <source>cornice</source>
            <translation>Gesims</translation>
        </message>
        <message>
            <source>sill</source>
            <translation>Fensterbank</translation>
        </message>
        <message>
            <source>balcony</source>
            <translation>Balkon</translation>
        </message>
        <message>
            <source>blind</source>
            <translation>Jalousie</translation>
        </message>
        <message>
            <source>deco</source>
            <translation>Schmuck</translation>
        </message>
        <message>
            <source>molding</source>
            <translation>Zierleiste</translation>
        </message>
        <message>
            <source>pillar</source>
            <translation>Pfeiler</translation>
        </message>
        <message>
            <source>shop</source>
            <translation>Laden</translation>
        </message>
        <message>
            <source>anything</source>
            <translation>irgendetwas</translation>
        </message>
        <message>
            <source>sky</source>
            <translation>Himmel</translation>
        </message>
        <message>
            <source>cloud</source>
            <translation>Wolke</translation>
        </message>
        <message>
            <source>mountain</source>
            <translation>Berg</translation>
        </message>
        <message>
            <source>water</source>
            <translation>Wasser</translation>
        </message>
        <message>
            <source>sand</source>
            <translation>Sand</translation>
        </message>
        <message>
            <source>rock</source>
            <translation>Fels</translation>
        </message>
        <message>
            <source>snow</source>
            <translation>Schnee</translation>
        </message>
        <message>
            <source>grass</source>
            <translation>Gras</translation>
        </message>
        <message>
            <source>trees</source>
            <translation>Bäume</translation>
        </message>
        <message>
            <source>flowers</source>
            <translation>Blumen</translation>
        </message>
        <message>
            <source>path</source>
            <translation>Weg</translation>
        </message>
        <message>
            <source>building</source>
            <translation>Gebäude</translation>
        </message>
        <message>
            <source>Sketch to photo</source>
            <translation>Skizze zu Foto</translation>
        </message>
        <message>
            <source>Sketch to painting</source>
            <translation>Skizze zu Gemälde</translation>
        </message>
        <message>
            <source>Colourise</source>
            <translation>Einfärben</translation>
        </message>
        <message>
            <source>Enhance</source>
            <translation>Verbessern</translation>
        </message>
        <message>
            <source>Landscapes from materials</source>
            <translation>Landschaften aus Materialien</translation>
        </message>
        <message>
            <source>House fronts from labels</source>
            <translation>Hausfronten aus Flächen</translation>
        </message>
        <message>
            <source>Aerial photos from maps</source>
            <translation>Luftbilder aus Karten</translation>
        </message>
        <message>
            <source>Maps from aerial photos</source>
            <translation>Karten aus Luftbildern</translation>
        </message>
        <message>
            <source>Summer to winter</source>
            <translation>Sommer zu Winter</translation>
        </message>
        <message>
            <source>Winter to summer</source>
            <translation>Winter zu Sommer</translation>
        </message>
        <message>
            <source>Night to day</source>
            <translation>Nacht zu Tag</translation>
        </message>
        <message>
            <source>Painting to photo</source>
            <translation>Gemälde zu Foto</translation>
        </message>
        <message>
            <source>Photo to painting</source>
            <translation>Foto zu Gemälde</translation>
        </message>
        <message>
            <source>Weather and seasons</source>
            <translation>Wetter und Jahreszeiten</translation>
        </message>
        <message>
            <source>Day and sunset</source>
            <translation>Tag und Sonnenuntergang</translation>
        </message>
    </context>
</TS>
