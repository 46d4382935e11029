package es.crmfactura.web;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class WebTestApplication {}
