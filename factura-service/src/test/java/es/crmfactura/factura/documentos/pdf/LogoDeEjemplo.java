package es.crmfactura.factura.documentos.pdf;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A cup of coffee and three lines, with nothing behind them. */
final class LogoDeEjemplo {

    static final String COLOR = "#8a3324";

    private LogoDeEjemplo() {}

    static Membrete membrete() {
        return new Membrete(COLOR, new Membrete.Logo("image/png", png()));
    }

    static byte[] png() {
        var imagen = new BufferedImage(900, 260, BufferedImage.TYPE_INT_ARGB);
        Graphics2D dibujo = imagen.createGraphics();
        dibujo.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        dibujo.setColor(Color.decode(COLOR));
        dibujo.fill(new RoundRectangle2D.Double(10, 90, 190, 130, 70, 70));
        dibujo.fill(new RoundRectangle2D.Double(0, 236, 230, 18, 18, 18));
        dibujo.setStroke(new BasicStroke(22));
        dibujo.draw(new Ellipse2D.Double(175, 115, 70, 70));
        dibujo.setStroke(new BasicStroke(14, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int x = 55; x <= 155; x += 50) {
            dibujo.draw(new CubicCurve2D.Double(x, 70, x - 22, 50, x + 22, 40, x, 15));
        }
        dibujo.fill(new RoundRectangle2D.Double(320, 136, 504, 26, 26, 26));
        dibujo.setColor(new Color(0xc9a27e));
        dibujo.fill(new RoundRectangle2D.Double(320, 90, 360, 26, 26, 26));
        dibujo.fill(new RoundRectangle2D.Double(320, 182, 288, 26, 26, 26));
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(imagen, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
